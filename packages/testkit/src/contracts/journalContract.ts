/** What every `Journal` does alike. */
import {
  Attempt,
  type BackupId,
  type CamundaVersion,
  type Component,
  Journal,
  JournalEntry
} from "@camunda-backup/core"
import { Effect, type ManagedRuntime, Option, Result } from "effect"
import { afterAll, beforeEach, describe, expect, it } from "vitest"

type Runtime = ManagedRuntime.ManagedRuntime<Journal, never>

const version = "8.7.2" as CamundaVersion.CamundaVersion

const attempt = (
  id: string,
  key: JournalEntry.Key,
  ...events: ReadonlyArray<Attempt.Event>
): Attempt.Attempt => ({
  id: Attempt.attemptId(id),
  plan: {
    component: key.component,
    backupId: key.backupId,
    version,
    indexPrefix: "own",
    parts: []
  },
  repository: key.repository,
  askedAt: 1000,
  askedBy: "contract",
  term: 3,
  transitions: events.map((event, i) => ({ at: 2000 + i, by: "a replica", event }))
})

const completed: Attempt.Event = { _tag: "Ended", how: { _tag: "Completed" }, unsettled: false }

const stopped: Attempt.Event = {
  _tag: "Ended",
  how: { _tag: "Stopped", reason: "stopped" },
  unsettled: false
}

/** Every case has a repository of its own: journals are kept by repository. */
export const journalContract = (name: string, makeRuntime: () => Promise<Runtime>): void => {
  describe(`Journal over ${name}`, () => {
    const runtimes: Array<Runtime> = []
    let journal: Journal["Service"]
    let runtime: Runtime
    let repository = ""
    let cases = 0
    beforeEach(async () => {
      if (runtimes.length === 0) runtimes.push(await makeRuntime())
      runtime = runtimes[0] as Runtime
      journal = await runtime.runPromise(Journal)
      repository = `journal-${process.pid}-${Date.now()}-${cases++}`
    })
    afterAll(() => Promise.all(runtimes.map((x) => x.dispose())))

    const keyOf = (backupId: bigint, component: Component.Component = "operate"): JournalEntry.Key => ({
      repository,
      component,
      backupId: backupId as BackupId.BackupId
    })
    const read = async (key: JournalEntry.Key) =>
      Option.getOrNull(await runtime.runPromise(journal.read(key)))
    const add = (key: JournalEntry.Key, x: Attempt.Attempt) =>
      runtime.runPromise(journal.update(key, (entry) => JournalEntry.begin(entry, x)))

    it("gives back what was written, exactly, also an id above 2^53", async () => {
      const key = keyOf(9223372036854775807n)
      const begun = attempt(
        "a",
        key,
        { _tag: "TakenOver" },
        { _tag: "StopAsked", reason: "stop" },
        { _tag: "Ended", how: { _tag: "PartRefused", snapshot: "s", reason: "why" }, unsettled: true },
        { _tag: "Resumed", reason: "on" }
      )
      expect(await add(key, begun)).toEqual({ ...JournalEntry.make(key), attempts: [begun] })
      expect(await read(key)).toEqual({ ...JournalEntry.make(key), attempts: [begun] })
    })

    it("knows nothing of other ids, components and repositories", async () => {
      await add(keyOf(5n), attempt("a", keyOf(5n)))
      expect(await read(keyOf(6n))).toBe(null)
      expect(await read(keyOf(5n, "tasklist"))).toBe(null)
      expect(await read({ ...keyOf(5n), repository: `${repository}-other` })).toBe(null)
    })

    it("writes nothing when the change refuses, or changes nothing", async () => {
      const key = keyOf(5n)
      const refused = runtime.runPromise(Effect.flip(journal.update(key, () => Result.fail("no" as const))))
      expect(await refused).toBe("no")
      await runtime.runPromise(journal.update(key, Result.succeed))
      expect(await read(key)).toBe(null)
    })

    it("loses none of many changes at the same moment", async () => {
      const key = keyOf(5n)
      await add(key, attempt("a", key))
      await Promise.all(
        Array.from({ length: 10 }, (_, at) =>
          runtime.runPromise(
            journal.update(key, (entry) =>
              Result.succeed(
                JournalEntry.change(entry, Attempt.attemptId("a"), (x) =>
                  Attempt.append(x, { at, by: "one of many", event: { _tag: "TakenOver" } })
                )
              )
            )
          )
        )
      )
      const times = (await read(key))?.attempts[0]?.transitions.map((x) => x.at) ?? []
      expect(times.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    })

    it("lets exactly one of many attempts of an id begin", async () => {
      const key = keyOf(5n)
      const results = await Promise.allSettled(
        Array.from({ length: 10 }, (_, i) => add(key, attempt(`a${i}`, key)))
      )
      expect(results.filter((x) => x.status === "fulfilled")).toHaveLength(1)
      expect((await read(key))?.attempts).toHaveLength(1)
    })

    it("gives the notable entries of a component: open, being deleted, or not completed", async () => {
      await add(keyOf(1n), attempt("a", keyOf(1n)))
      await add(keyOf(2n), attempt("b", keyOf(2n), completed))
      await add(keyOf(3n), attempt("c", keyOf(3n), stopped))
      await add(keyOf(4n, "tasklist"), attempt("d", keyOf(4n, "tasklist")))
      const stop = { at: 1, by: "me", event: { _tag: "StopAsked", reason: "stop" } } as const
      await runtime.runPromise(
        journal.update(keyOf(5n), (entry) =>
          Result.succeed(
            JournalEntry.askDeletion(entry, { id: "x", askedAt: 1, askedBy: "me", snapshots: [] }, stop)
          )
        )
      )
      const began = [1n as BackupId.BackupId]
      const found = await runtime.runPromise(journal.notable(repository, "operate", began))
      expect(new Set(found.keys())).toEqual(new Set([1n, 3n, 5n]))
      expect(found.get(1n)).toEqual(await read(keyOf(1n)))
    })

    it("gives all notable entries, however many", async () => {
      const ids = Array.from({ length: 1203 }, (_, i) => BigInt(i))
      for (let i = 0; i < ids.length; i += 50)
        await Promise.all(ids.slice(i, i + 50).map((id) => add(keyOf(id), attempt("a", keyOf(id), stopped))))
      const found = await runtime.runPromise(journal.notable(repository, "operate", []))
      expect(found.size).toBe(ids.length)
    })
  })
}
