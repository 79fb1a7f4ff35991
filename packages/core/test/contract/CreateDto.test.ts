import { Option, Result } from "effect"
import { describe, expect, it } from "vitest"
import { Annotation, Component, CreateDto } from "../../src/index.ts"
import { id } from "../domain/builders.ts"

describe("the request of a create", () => {
  it.each<readonly [CreateDto.CreateRequest, unknown]>([
    [
      { components: Component.all, backupId: Option.none(), partial: true, annotation: Annotation.none },
      { components: ["operate", "tasklist"] }
    ],
    [
      { components: Component.all, backupId: Option.none(), partial: false, annotation: Annotation.none },
      { components: ["operate", "tasklist"], partial: false }
    ],
    [
      {
        components: ["tasklist"],
        backupId: Option.some(id(12n)),
        partial: true,
        annotation: Annotation.none
      },
      { components: ["tasklist"], backupId: "12" }
    ],
    [
      {
        components: ["tasklist"],
        backupId: Option.none(),
        partial: true,
        annotation: { description: "before 8.7.3", labels: { env: "prod" } }
      },
      { components: ["tasklist"], description: "before 8.7.3", labels: { env: "prod" } }
    ]
  ])("is read as it is written (%#)", (request, json) => {
    expect(CreateDto.encodeRequest(request)).toEqual(json)
    expect(CreateDto.decodeRequest(json)).toEqual(Result.succeed(request))
  })

  it("is for all components, in their order, and without an id, unless it says so", () => {
    const all = {
      components: Component.all,
      backupId: Option.none(),
      partial: true,
      annotation: Annotation.none
    }
    expect(CreateDto.decodeRequest({})).toEqual(Result.succeed(all))
    expect(CreateDto.decodeRequest({ backupId: null })).toEqual(Result.succeed(all))
    expect(CreateDto.decodeRequest({ components: ["tasklist", "operate"] })).toEqual(Result.succeed(all))
  })

  it.each<readonly [json: unknown, where: string | null]>([
    [[], null],
    [null, null],
    ["operate", null],
    [{ component: ["operate"] }, "component"],
    [{ x: 1, components: 5 }, "x"],
    [{ components: [] }, "components"],
    [{ components: ["operate", "operate"] }, "components"],
    [{ components: ["optimize"] }, "components"],
    [{ components: undefined }, "components"],
    [{ backupId: "x", components: [] }, "components"],
    [{ backupId: "x" }, "backupId"],
    [{ backupId: 12 }, "backupId"],
    [{ partial: "no" }, "partial"]
  ])("refuses %j, and says where it is wrong", (json, where) => {
    const wrong = Result.getOrThrow(Result.flip(CreateDto.decodeRequest(json)))
    expect(wrong.where).toEqual(Option.fromNullOr(where))
  })
})
