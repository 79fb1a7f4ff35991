/** Several processes over one installation: what one leaves, another finishes. */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Option, Result } from "effect"
import {
  AskedBy,
  BackupApi,
  type BackupError,
  Journal,
  JournalEntry,
  Lease,
  MemoryDocuments,
  type MemoryElasticsearch,
  type Settings,
  SnapshotName
} from "../../src/index.ts"
import { id } from "../domain/builders.ts"
import { type Replica, startReplica } from "../random/Replica.ts"
import { later, names, put, settings, world } from "./world.ts"

const make = (x: Partial<Settings.Input> = {}) => {
  const elasticsearch = world()
  const documents = MemoryDocuments.make()
  const start = (own: Partial<Settings.Input> = {}) =>
    startReplica(elasticsearch, documents, settings({ leaseTtl: "6 seconds", ...x, ...own }))
  return { elasticsearch, documents, start }
}

const on = <A>(
  replica: Replica,
  ask: (api: BackupApi["Service"]) => Effect.Effect<A, BackupError.BackupError>
) =>
  BackupApi.use(ask).pipe(
    Effect.provideService(AskedBy, "an operator"),
    Effect.provideContext(replica.context)
  )

const create = (replica: Replica, backupId = 5n) => on(replica, (api) => api.create("operate", id(backupId)))
const get = (replica: Replica) => on(replica, (api) => api.get("operate", id(5n)))
const cancel = (replica: Replica) => on(replica, (api) => api.cancel("operate", id(5n)))
const resume = (replica: Replica) => on(replica, (api) => api.resume("operate", id(5n)))
const history = (replica: Replica) =>
  Effect.map(
    on(replica, (api) => api.attempts("operate", id(5n))),
    (attempts) => attempts.map((x) => x.transitions.map(({ event }) => event._tag))
  )

const slow: MemoryElasticsearch.Ending = { state: "SUCCESS", takesMillis: 20_000 }

describe("a backup whose process", () => {
  it.effect("is killed is finished by another, each part once, under the same attempt", () => {
    const { elasticsearch, start } = make()
    elasticsearch.endings.push({ state: "SUCCESS" }, slow)
    return Effect.gen(function* () {
      const [first, second] = [yield* start(), yield* start()]
      yield* create(first)
      yield* later(1)
      yield* first.kill
      assert.strictEqual((yield* get(second)).state, "IN_PROGRESS")
      yield* later(30)
      const backup = yield* get(second)
      assert.strictEqual(backup.state, "COMPLETED")
      assert.strictEqual(new Set(backup.snapshots.map((x) => x.attempt)).size, 1)
      assert.strictEqual(elasticsearch.made, 6)
      assert.deepStrictEqual(yield* history(second), [["TakenOver", "Ended"]])
    })
  })

  it.effect("is told to end is gone on with at once, without waiting for the lease", () => {
    const { elasticsearch, start } = make({ leaseTtl: "10 minutes" })
    elasticsearch.endings.push({ state: "SUCCESS" }, slow)
    return Effect.gen(function* () {
      const first = yield* start()
      yield* create(first)
      yield* later(1)
      yield* first.stop
      const second = yield* start()
      yield* later(30)
      assert.strictEqual((yield* get(second)).state, "COMPLETED")
    })
  })

  it.effect("lives is not taken over from, however long a part takes", () => {
    const { elasticsearch, start } = make()
    elasticsearch.endings.push({ state: "SUCCESS", takesMillis: 100_000 })
    return Effect.gen(function* () {
      const [first, second] = [yield* start(), yield* start()]
      yield* create(first)
      yield* later(120)
      assert.strictEqual((yield* get(second)).state, "COMPLETED")
      assert.deepStrictEqual(yield* history(second), [["Ended"]])
    })
  })

  it.effect("died long ago is INCOMPLETE with the reason, and frees the component", () => {
    const { elasticsearch, start } = make({ resumeWithin: "1 minute" })
    elasticsearch.endings.push({ state: "SUCCESS" }, slow)
    return Effect.gen(function* () {
      const first = yield* start()
      yield* create(first)
      yield* later(1)
      yield* first.kill
      yield* later(90)
      const second = yield* start()
      yield* later(10)
      const backup = yield* get(second)
      assert.strictEqual(backup.state, "INCOMPLETE")
      assert.include(backup.reason ?? "", "CAMUNDA_BACKUP_RESUME_WITHIN")
      assert.strictEqual((yield* create(second, 6n)).length, 6)
    })
  })

  it.effect("loses the journal in the middle writes it again and completes", () => {
    const { elasticsearch, documents, start } = make()
    elasticsearch.endings.push({ state: "SUCCESS" }, slow)
    return Effect.gen(function* () {
      const replica = yield* start()
      yield* create(replica)
      yield* later(1)
      documents.documents.clear()
      yield* later(30)
      assert.strictEqual((yield* get(replica)).state, "COMPLETED")
      assert.deepStrictEqual(yield* history(replica), [["Ended"]])
    })
  })
})

describe("cancelBackup", () => {
  it.effect("aborts the part that runs, on whichever process, and leaves what is finished", () => {
    const { elasticsearch, start } = make()
    elasticsearch.endings.push({ state: "SUCCESS" }, slow)
    return Effect.gen(function* () {
      const [first, second] = [yield* start(), yield* start()]
      yield* create(first)
      yield* later(1)
      yield* cancel(second)
      yield* later(8)
      assert.deepStrictEqual(names(elasticsearch), ["camunda_operate_5_8.7.2_part_1_of_6"])
      const backup = yield* get(second)
      assert.strictEqual(backup.state, "INCOMPLETE")
      assert.strictEqual(backup.reason, "Cancelled by an operator.")
      assert.strictEqual((yield* create(first, 6n)).length, 6)
    })
  })

  it.effect("is carried out by whoever takes over from an owner that died", () => {
    const { elasticsearch, start } = make()
    elasticsearch.endings.push({ state: "SUCCESS" }, { state: "SUCCESS", takesMillis: 200_000 })
    return Effect.gen(function* () {
      const [first, second] = [yield* start(), yield* start()]
      yield* create(first)
      yield* later(1)
      yield* first.kill
      yield* cancel(second)
      yield* later(30)
      assert.deepStrictEqual(names(elasticsearch), ["camunda_operate_5_8.7.2_part_1_of_6"])
      assert.strictEqual((yield* get(second)).reason, "Cancelled by an operator.")
    })
  })

  it.effect("is refused when nothing runs", () => {
    const { start } = make()
    return Effect.gen(function* () {
      const replica = yield* start()
      assert.strictEqual((yield* Effect.flip(cancel(replica)))._tag, "BackupNotRunning")
      yield* create(replica)
      yield* later(1)
      assert.strictEqual((yield* Effect.flip(cancel(replica)))._tag, "BackupNotRunning")
    })
  })
})

describe("resumeBackup", () => {
  /** Cancelled in its second part. */
  const cancelled = Effect.fnUntraced(function* ({ elasticsearch, start }: ReturnType<typeof make>) {
    elasticsearch.endings.push({ state: "SUCCESS" }, slow)
    const replica = yield* start()
    yield* create(replica)
    yield* later(1)
    yield* cancel(replica)
    yield* later(8)
    return replica
  })

  const reasons = (replica: Replica) =>
    Effect.map(Effect.flip(resume(replica)), (error) =>
      error._tag === "ResumeRefused" ? error.reasons.join(" ") : error._tag
    )

  it.effect("goes on at the first part that is missing, under the same attempt", () => {
    const installation = make()
    return Effect.gen(function* () {
      const replica = yield* cancelled(installation)
      yield* resume(replica)
      yield* later(10)
      const backup = yield* get(replica)
      assert.strictEqual(backup.state, "COMPLETED")
      assert.strictEqual(new Set(backup.snapshots.map((x) => x.attempt)).size, 1)
      assert.deepStrictEqual(yield* history(replica), [["StopAsked", "Ended", "Resumed", "Ended"]])
    })
  })

  it.effect("takes a part again that ended PARTIAL", () => {
    const { elasticsearch, start } = make({ partAttempts: 1 })
    elasticsearch.endings.push({ state: "SUCCESS" }, { state: "PARTIAL" })
    return Effect.gen(function* () {
      const replica = yield* start({ partAttempts: 2 })
      const strict = yield* start()
      yield* create(strict)
      yield* later(1)
      assert.strictEqual((yield* get(replica)).state, "FAILED")
      yield* resume(replica)
      yield* later(10)
      assert.strictEqual((yield* get(replica)).state, "COMPLETED")
    })
  })

  it.effect("waits for an owner that has ended the attempt to give the lease back", () => {
    const installation = make()
    return Effect.gen(function* () {
      const replica = yield* cancelled(installation)
      const [attempt] = yield* on(replica, (api) => api.attempts("operate", id(5n)))
      assert.isDefined(attempt)
      const scope = { repository: "r", component: "operate", deletionOf: null } as const
      const held = yield* Lease.use((lease) =>
        lease.acquire(scope, { id: attempt.id, backupId: id(5n) })
      ).pipe(Effect.provideContext(replica.context))
      assert.isTrue(Option.isSome(held))
      const resumed = yield* Effect.forkChild(resume(replica), { startImmediately: true })
      yield* later(0.5)
      if (Option.isSome(held))
        yield* Lease.use((lease) => lease.release(held.value, "finished")).pipe(
          Effect.provideContext(replica.context)
        )
      yield* later(10)
      yield* Fiber.join(resumed)
      assert.strictEqual((yield* get(replica)).state, "COMPLETED")
    })
  })

  it.effect("is refused for another Camunda version, a gap, another writer's part, changed indices", () => {
    const installation = make()
    const { elasticsearch, start } = installation
    return Effect.gen(function* () {
      const replica = yield* cancelled(installation)
      const catalog = elasticsearch.catalog
      elasticsearch.catalog = {
        indices: catalog.indices.filter((x) => x.name !== "operate-import-position-8.3.0_"),
        aliases: catalog.aliases.filter((x) => !x.indices.includes("operate-import-position-8.3.0_"))
      }
      assert.strictEqual(
        yield* reasons(replica),
        "Indices of its finished part 1 are gone: operate-import-position-8.3.0_."
      )
      elasticsearch.catalog = catalog
      put(elasticsearch, "camunda_operate_5_8.7.2_part_2_of_6")
      assert.include(yield* reasons(replica), "part_2_of_6 was made by another writer")
      elasticsearch.repositories.get("r")?.snapshots.delete("camunda_operate_5_8.7.2_part_1_of_6")
      assert.include(yield* reasons(replica), "Part 1 is gone, although part 2 behind it is there.")
      const upgraded = yield* start({
        camundaVersion: settings().camundaVersion.replace("8.7.2", "8.7.5") as never
      })
      assert.include(yield* reasons(upgraded), "It was begun for Camunda 8.7.2, and 8.7.5 is configured now.")
    })
  })

  it.effect("is refused when there is nothing to resume", () => {
    const { elasticsearch, start } = make()
    return Effect.gen(function* () {
      const replica = yield* start()
      assert.strictEqual(yield* reasons(replica), "BackupNotFound")
      put(elasticsearch, "camunda_operate_5_8.7.2_part_1_of_6")
      assert.include(yield* reasons(replica), "The journal knows no attempt of it")
    })
  })
})

/** As a process does that then dies before it deletes anything. */
const recordDeletion = (replica: Replica, elasticsearch: MemoryElasticsearch.State) => {
  const deletion = {
    id: "d",
    askedAt: 0,
    askedBy: "an operator",
    snapshots: [...(elasticsearch.repositories.get("r")?.snapshots.values() ?? [])].flatMap(
      ({ name, uuid }) =>
        Option.toArray(Option.map(SnapshotName.parse("operate", name), (x) => ({ name: x.name, uuid })))
    )
  }
  const stop = { at: 0, by: "a dead process", event: { _tag: "StopAsked", reason: "delete" } } as const
  return Journal.use((journal) =>
    journal.update({ repository: "r", component: "operate", backupId: id(5n) }, (entry) =>
      Result.succeed(JournalEntry.askDeletion(entry, deletion, stop))
    )
  ).pipe(Effect.provideContext(replica.context))
}

describe("deleteBackup", () => {
  it.effect("is finished by another process, and blocks its id until then", () => {
    const { elasticsearch, start } = make()
    return Effect.gen(function* () {
      const [first, second] = [yield* start(), yield* start()]
      yield* create(first)
      yield* later(1)
      yield* first.kill
      yield* recordDeletion(second, elasticsearch)
      assert.strictEqual((yield* get(second)).reason?.slice(0, 20), "It is being deleted,")
      assert.strictEqual((yield* Effect.flip(create(second)))._tag, "BackupBeingDeleted")
      yield* later(20)
      assert.strictEqual((yield* Effect.flip(get(second)))._tag, "BackupNotFound")
      assert.deepStrictEqual(names(elasticsearch), [])
      assert.strictEqual((yield* create(second)).length, 6)
    })
  })

  it.effect("is finished by another process, however short the time is that its lease lives", () => {
    const { elasticsearch, start } = make({ leaseTtl: "800 millis" })
    return Effect.gen(function* () {
      const [first, second] = [yield* start(), yield* start()]
      yield* create(first)
      yield* later(1)
      const scope = { repository: "r", component: "operate", deletionOf: id(5n) } as const
      const held = yield* Lease.use((lease) => lease.acquire(scope, { id: "d", backupId: id(5n) })).pipe(
        Effect.provideContext(first.context)
      )
      assert.isTrue(Option.isSome(held))
      yield* first.kill
      yield* recordDeletion(second, elasticsearch)
      yield* later(60)
      assert.strictEqual((yield* Effect.flip(get(second)))._tag, "BackupNotFound")
      assert.deepStrictEqual(names(elasticsearch), [])
    })
  })

  it.effect("leaves alone what another writer made under the id since it was asked for", () => {
    const { elasticsearch, start } = make()
    put(elasticsearch, "camunda_operate_5_8.6.0_part_1_of_6")
    return Effect.gen(function* () {
      const replica = yield* start()
      yield* on(replica, (api) => api.delete("operate", id(5n)))
      put(elasticsearch, "camunda_operate_5_8.6.0_part_1_of_6", { uuid: "later" })
      yield* later(30)
      assert.deepStrictEqual(names(elasticsearch), ["camunda_operate_5_8.6.0_part_1_of_6"])
    })
  })
})

describe("the journal", () => {
  it.effect("does not take reading with it when it cannot be read for good", () => {
    const { elasticsearch, documents, start } = make()
    put(elasticsearch, "camunda_operate_5_8.7.2_part_1_of_6")
    return Effect.gen(function* () {
      const replica = yield* start()
      documents.forbidden = true
      const backup = yield* get(replica)
      assert.strictEqual(backup.state, "INCOMPLETE")
      assert.include(backup.reason ?? "", "Whether it is still being taken is not known")
      const listed = yield* on(replica, (api) =>
        api.list("operate", { pattern: "*" as never, verbose: true })
      )
      assert.deepStrictEqual(
        listed.map((x) => x.state),
        ["INCOMPLETE"]
      )
      assert.strictEqual((yield* Effect.flip(create(replica, 6n)))._tag, "StoreRejected")
    })
  })
})
