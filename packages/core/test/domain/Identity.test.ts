import { describe, expect, it } from "vitest"
import type { Component } from "../../src/domain/Component.ts"
import * as Identity from "../../src/domain/Identity.ts"

const known = (
  role: Identity.Role,
  components: Identity.Identity["components"] = null
): Identity.Identity => ({
  name: "vera",
  role,
  components
})

const both: ReadonlyArray<Component> = ["operate", "tasklist"]

describe("what somebody may do", () => {
  it.each<[Identity.Identity | null, Identity.Act, ReadonlyArray<Component> | "all", string | null]>([
    [null, "delete", both, null],
    [null, "resumeRestore", "all", null],
    [known("viewer"), "create", both, "vera has the role viewer; this takes the role operator."],
    [known("viewer"), "delete", both, "vera has the role viewer; this takes the role admin."],
    [known("operator"), "create", both, null],
    [known("operator"), "drill", both, null],
    [known("operator"), "pauseSchedule", "all", null],
    [known("operator"), "restore", both, "vera has the role operator; this takes the role admin."],
    [known("admin"), "restore", both, null],
    [known("admin", ["tasklist"]), "delete", both, null],
    [known("admin", ["tasklist"]), "delete", ["operate"], "vera may change tasklist only."],
    [known("admin", ["tasklist"]), "pauseSchedule", "all", "vera may change tasklist only."],
    [known("viewer", ["tasklist"]), "create", both, "vera has the role viewer; this takes the role operator."]
  ])("%o, %s of %s", (identity, act, components, reason) => {
    expect(Identity.refusal(identity, act, components)).toBe(reason)
  })

  it("is limited to its components", () => {
    expect(Identity.permitted(null, both)).toEqual(both)
    expect(Identity.permitted(known("admin"), both)).toEqual(both)
    expect(Identity.permitted(known("admin", ["tasklist"]), both)).toEqual(["tasklist"])
    expect(Identity.permitted(known("admin", ["tasklist"]), ["operate"])).toEqual([])
  })
})
