/** Deletes over answers that are not Elasticsearch's: nothing is said to be gone that was not seen to be gone. */
import type { FaultMatch } from "@camunda-backup/testkit/faults"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { elasticsearch, snapshotNames } from "./harness/Backend.ts"
import {
  anywhere,
  atSnapshots,
  begin,
  type Broken,
  learned,
  ofSnapshots,
  ok,
  path
} from "./harness/brokenAnswers.ts"
import { send } from "./harness/http.ts"

describe("deletes that are answered with what cannot be understood", () => {
  let broken: Broken
  beforeEach(async () => {
    broken = await begin()
    await broken.take()
  })
  afterEach(() => broken.end())

  const remove = () => send(broken.server.url, "DELETE", `${path}/1`)
  const anAnswer: FaultMatch = { method: "DELETE", path: /^\/_snapshot\// }

  it.each([
    ...anywhere,
    ["accepted", ok({ accepted: true })],
    ["a text for a truth", ok({ acknowledged: "true" })],
    ["not acknowledged", ok({ acknowledged: false })]
  ] as const)("%s is no proof: the snapshots are looked for until they are gone", async (_what, fault) => {
    broken.backend.emulator.faults.next({ ...anAnswer, ...fault })
    expect((await remove()).status).toBe(204)
    expect(await snapshotNames(broken.backend, broken.repository)).toEqual([])
  })

  it.each([...anywhere, ...ofSnapshots])(
    "never says that a backup is gone which it cannot see for %s",
    async (_what, fault) => {
      const struck = broken.backend.emulator.faults.next({ ...atSnapshots, ...fault })
      expect(learned(await remove())).toBe("an error in words")
      struck.cancel()
      await expect.poll(() => remove().then((x) => x.status)).not.toBe(502)
      const { body } = await elasticsearch(
        broken.backend,
        "GET",
        `/_snapshot/${broken.repository}/_all?verbose=false`
      )
      expect(body).toMatchObject({ snapshots: [] })
    }
  )
})
