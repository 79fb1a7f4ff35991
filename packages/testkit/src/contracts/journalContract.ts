/** What every `Journal` does alike. */
import { Attempt, type BackupId, type CamundaVersion, type Component, Journal } from "@camunda-backup/core"
import { type ManagedRuntime, Option } from "effect"
import { afterAll, beforeEach, describe, expect, it } from "vitest"

type Runtime = ManagedRuntime.ManagedRuntime<Journal, never>

const attempt = (
  id: string,
  backupId: bigint,
  component: Component.Component = "operate"
): Attempt.Attempt => ({
  id: Attempt.attemptId(id),
  plan: {
    component,
    backupId: backupId as BackupId.BackupId,
    version: "8.7.2" as CamundaVersion.CamundaVersion,
    indexPrefix: component,
    parts: []
  },
  repository: "r",
  askedAt: 1000,
  askedBy: "contract",
  ended: Option.none()
})

export const journalContract = (name: string, makeRuntime: () => Promise<Runtime>): void => {
  describe(`Journal over ${name}`, () => {
    const runtimes: Array<Runtime> = []
    let journal: Journal["Service"]
    let runtime: Runtime
    beforeEach(async () => {
      runtime = await makeRuntime()
      runtimes.push(runtime)
      journal = await runtime.runPromise(Journal)
    })
    afterAll(() => Promise.all(runtimes.map((x) => x.dispose())))

    const begin = (...attempts: ReadonlyArray<Attempt.Attempt>) =>
      Promise.all(attempts.map((x) => runtime.runPromise(journal.begin(x))))
    const latest = async (backupId: bigint, component: Component.Component = "operate") =>
      Option.getOrNull(await runtime.runPromise(journal.latest(component, backupId as BackupId.BackupId)))

    it("gives back what was begun, exactly, also an id above 2^53", async () => {
      const begun = attempt("a", 9223372036854775807n)
      await begin(begun)
      expect(await latest(9223372036854775807n)).toEqual(begun)
    })

    it("knows nothing of other ids and components", async () => {
      await begin(attempt("a", 5n))
      expect(await latest(6n)).toBe(null)
      expect(await latest(5n, "tasklist")).toBe(null)
    })

    it("gives the latest attempt of a backup", async () => {
      await begin(attempt("a", 5n))
      await begin(attempt("b", 5n))
      expect((await latest(5n))?.id).toBe("b")
    })

    it("keeps the first end, with its time and reason", async () => {
      await begin(attempt("a", 5n))
      const how: Attempt.End = { _tag: "PartRefused", snapshot: "s", reason: "why" }
      await runtime.runPromise(journal.end(Attempt.attemptId("a"), 2000, how))
      await runtime.runPromise(journal.end(Attempt.attemptId("a"), 3000, { _tag: "Completed" }))
      expect((await latest(5n))?.ended).toEqual(Option.some({ at: 2000, how }))
    })

    it("is not disturbed by the end of an attempt it does not know", async () => {
      await runtime.runPromise(journal.end(Attempt.attemptId("nobody"), 1, { _tag: "Completed" }))
      expect(await latest(5n)).toBe(null)
    })

    it("gives the latest of every backup of a component", async () => {
      await begin(attempt("a", 1n), attempt("b", 2n), attempt("c", 3n, "tasklist"))
      const all = await runtime.runPromise(journal.latestOfAll("operate"))
      expect(all.size).toBe(2)
      expect([all.get(1n as BackupId.BackupId)?.id, all.get(2n as BackupId.BackupId)?.id]).toEqual(["a", "b"])
    })

    it("forgets a backup that was deleted", async () => {
      await begin(attempt("a", 5n), attempt("b", 6n))
      await runtime.runPromise(journal.forget("operate", 5n as BackupId.BackupId))
      expect(await latest(5n)).toBe(null)
      expect((await latest(6n))?.id).toBe("b")
    })
  })
}
