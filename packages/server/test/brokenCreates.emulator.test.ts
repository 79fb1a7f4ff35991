/** A backup that runs, and one that is about to, over answers that are not Elasticsearch's: it goes on or says why not, and loses nothing. */
import type { FaultAction } from "@camunda-backup/testkit/faults"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { snapshotNames } from "./harness/Backend.ts"
import {
  anywhere,
  atSnapshots,
  begin,
  type Broken,
  name,
  learned,
  ofSnapshots,
  ok,
  path
} from "./harness/brokenAnswers.ts"
import { create, json, send } from "./harness/http.ts"
import { isState, until } from "./harness/until.ts"

describe("a running backup that is answered with what cannot be understood", () => {
  let broken: Broken
  beforeEach(async () => void (broken = await begin()))
  afterEach(() => broken.end())

  const kinds: ReadonlyArray<readonly [string, FaultAction]> = [
    ...anywhere,
    ...ofSnapshots,
    [
      "another snapshot than was asked for",
      ok({ snapshot: { snapshot: name(5), uuid: "u", state: "SUCCESS" } })
    ],
    ["a snapshot without a uuid, complete", ok({ snapshot: { snapshot: name(2), state: "SUCCESS" } })],
    ["accepted and no more", ok({ accepted: true })]
  ]

  it.each(kinds)(
    "a create answered with %s is looked for, and each part taken once",
    async (_what, fault) => {
      const substitute = "truncate" in fault ? fault : { ...fault, applied: true }
      broken.backend.emulator.faults.next({
        method: "PUT",
        path: `/_snapshot/${broken.repository}/${name(2)}`,
        ...substitute
      })
      await create(broken.server.url, path, 1)
      await until(() => send(broken.server.url, "GET", `${path}/1`), isState("COMPLETED"))
      expect(await snapshotNames(broken.backend, broken.repository)).toEqual([1, 2, 3, 4, 5, 6].map(name))
    }
  )

  it.each(kinds.filter(([, fault]) => !("truncate" in fault)))(
    "a create that %s was answered to in its place is taken again",
    async (_what, fault) => {
      broken.backend.emulator.faults.next({
        method: "PUT",
        path: `/_snapshot/${broken.repository}/${name(2)}`,
        ...fault
      })
      await create(broken.server.url, path, 1)
      await until(() => send(broken.server.url, "GET", `${path}/1`), isState("COMPLETED"))
      expect(await snapshotNames(broken.backend, broken.repository)).toEqual([1, 2, 3, 4, 5, 6].map(name))
    }
  )

  it.each([...anywhere, ...ofSnapshots])(
    "looks again when a look is answered with %s",
    async (_what, fault) => {
      broken.backend.emulator.faults.next({
        method: "PUT",
        path: `/_snapshot/${broken.repository}/${name(2)}`,
        dropAfter: true
      })
      broken.backend.emulator.faults.next({
        method: "GET",
        path: `/_snapshot/${broken.repository}/${name(2)}`,
        times: 1,
        ...fault
      })
      await create(broken.server.url, path, 1)
      await until(() => send(broken.server.url, "GET", `${path}/1`), isState("COMPLETED"))
      const creates = broken.backend.emulator.requests.matching(
        (x) => x.method === "PUT" && x.path.endsWith(name(2))
      )
      expect(creates).toHaveLength(1)
    }
  )
})

describe("a backup before which what is asked cannot be understood", () => {
  let broken: Broken
  beforeEach(async () => void (broken = await begin()))
  afterEach(() => broken.end())

  it.each([...anywhere, ...ofSnapshots])("%s about the snapshots takes none", async (_what, fault) => {
    broken.backend.emulator.faults.next({ ...atSnapshots, ...fault })
    const reply = await send(broken.server.url, "POST", path, { headers: json, body: '{"backupId":1}' })
    expect(learned(reply)).toBe("an error in words")
    expect(
      broken.backend.emulator.requests.matching((x) => x.method === "PUT" && x.path.includes("part_"))
    ).toEqual([])
  })
})
