/** A list of indices that cannot be understood is not a list without them: no backup is refused for an index that is there. */
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { begin, type Broken, ok, path } from "./harness/brokenAnswers.ts"
import { create, send } from "./harness/http.ts"

const list = (x: object) => ok({ indices: [], aliases: [], data_streams: [], ...x })

describe("a list of indices", () => {
  let broken: Broken
  beforeEach(async () => void (broken = await begin()))
  afterEach(() => broken.end())

  it.each([
    ["whose name is a number", list({ indices: [{ name: 17, attributes: ["open"] }] })],
    ["without a name", list({ indices: [{ attributes: ["open"] }] })],
    ["without attributes", list({ indices: [{ name: "operate-list-view-8.3.0_" }] })],
    ["of texts", list({ indices: ["operate-list-view-8.3.0_"] })],
    ["that is an object", list({ indices: {} })],
    ["with an alias of nothing", list({ aliases: [{ name: "operate-list-view-8.3.0_" }] })],
    ["without a list of aliases", ok({ indices: [], data_streams: [] })],
    ["with a data stream without indices", list({ data_streams: [{ name: "operate-list-view-8.3.0_" }] })]
  ])("%s refuses nothing as missing, for a create and for its plan", async (_what, answer) => {
    broken.backend.emulator.faults.next({
      method: "GET",
      path: /^\/_resolve\/index\//,
      times: 100,
      ...answer
    })
    const created = await create(broken.server.url, path, 1)
    expect([created.status, created.text]).toEqual([502, expect.stringContaining("listing the indices")])
    const planned = await send(broken.server.url, "GET", "/api/v1/plan?backupId=1&component=operate")
    expect(planned.text).not.toContain("required-index-missing")
    expect(planned.text).toContain("elasticsearch-answer-invalid")
    const { findings } = (await send(broken.server.url, "GET", "/api/v1/check")).json as {
      findings: ReadonlyArray<{ what: string; symptom: string }>
    }
    const required = findings.filter((x) => x.what === "required-indices").map((x) => x.symptom)
    expect(required.filter((x) => !x.includes("could not be checked"))).toEqual([])
  })
})
