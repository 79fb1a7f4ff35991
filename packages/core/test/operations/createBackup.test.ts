import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Result } from "effect"
import { TestClock } from "effect/testing"
import { BackupApi, BackupError, type Settings } from "../../src/index.ts"
import { id } from "../domain/builders.ts"
import { attempts, create, get, later, list, names, over, put, world } from "./world.ts"

const scheduled = [1, 2, 3, 4, 5, 6].map((i) => `camunda_operate_5_8.7.2_part_${i}_of_6`)

describe("createBackup", () => {
  it.effect("answers with the names at once and takes the parts in the background", () => {
    const state = world()
    return Effect.gen(function* () {
      assert.deepStrictEqual<ReadonlyArray<string>>(yield* create(), scheduled)
      yield* later(1)
      assert.strictEqual((yield* get()).state, "COMPLETED")
      assert.deepStrictEqual(names(state), scheduled)
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("is found from the moment it is accepted", () => {
    const state = world()
    state.endings.push("not now")
    return Effect.gen(function* () {
      yield* create()
      const backup = yield* get()
      assert.strictEqual(backup.state, "IN_PROGRESS")
      assert.deepStrictEqual(backup.snapshots, [])
    }).pipe(Effect.provide(over(state)))
  })

  it.effect(
    "refuses a second one of the component, for any id and also at the last part, and lets the other component run",
    () => {
      const state = world()
      state.endings.push(...Array.from({ length: 5 }, () => ({ state: "SUCCESS" as const })), "not now")
      return Effect.gen(function* () {
        yield* create(5n)
        yield* TestClock.adjust(0)
        assert.strictEqual(names(state).length, 5)
        assert.strictEqual((yield* Effect.flip(create(6n)))._tag, "BackupRunning")
        assert.strictEqual((yield* create(6n, "tasklist")).length, 6)
        yield* later(2)
        assert.strictEqual((yield* create(6n)).length, 6)
      }).pipe(Effect.provide(over(state)))
    }
  )

  it.effect("lets exactly one of many at the same moment win", () => {
    const state = world()
    state.endings.push("not now")
    return Effect.gen(function* () {
      const ids = [1n, 2n, 3n, 4n, 5n]
      const results = yield* Effect.forEach(ids, (id) => Effect.result(create(id)), {
        concurrency: "unbounded"
      })
      const errors = results.flatMap((x) => (x._tag === "Failure" ? [x.failure._tag] : []))
      assert.deepStrictEqual(errors, ["BackupRunning", "BackupRunning", "BackupRunning", "BackupRunning"])
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("refuses an id whose snapshots exist, of any version, and names them", () => {
    const state = world()
    put(state, "camunda_operate_5_8.6.0_part_1_of_6")
    return Effect.gen(function* () {
      const error = yield* Effect.flip(create())
      assert.strictEqual(
        error.message,
        "A backup with ID [5] already exists. Found snapshots: [camunda_operate_5_8.6.0_part_1_of_6/uuid-camunda_operate_5_8.6.0_part_1_of_6]"
      )
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("refuses while a snapshot of the component runs that another process asked for", () => {
    const state = world()
    put(state, "camunda_operate_4_8.7.2_part_3_of_6", { state: "IN_PROGRESS" })
    return Effect.gen(function* () {
      assert.strictEqual((yield* Effect.flip(create(5n)))._tag, "BackupRunning")
      assert.strictEqual((yield* create(5n, "tasklist")).length, 6)
      put(state, "camunda_operate_4_8.7.2_part_3_of_6", { state: "SUCCESS" })
      assert.strictEqual((yield* create(5n)).length, 6)
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("frees the component after a refusal", () => {
    const state = world()
    put(state, "camunda_operate_5_8.6.0_part_1_of_6")
    return Effect.gen(function* () {
      yield* Effect.flip(create(5n))
      assert.strictEqual((yield* create(6n)).length, 6)
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("takes nothing when a required index is missing", () => {
    const state = world()
    state.catalog = {
      ...state.catalog,
      indices: state.catalog.indices.filter((x) => x.name !== "operate-process-8.3.0_")
    }
    return Effect.gen(function* () {
      const error = yield* Effect.flip(create())
      assert.strictEqual(error._tag, "RequiredIndexMissing")
      assert.include(error.message, "operate-process-8.3.0_")
      yield* later(1)
      assert.deepStrictEqual(names(state), [])
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("says that no repository is configured, is missing, or is read-only", () => {
    const state = world()
    state.repositories.set("ro", { readOnly: true, snapshots: new Map() })
    const tagOf = (repository: string) =>
      Effect.map(Effect.flip(create()), (x) => x._tag).pipe(Effect.provide(over(state, { repository })))
    return Effect.gen(function* () {
      assert.strictEqual(yield* tagOf(""), "RepositoryNotConfigured")
      assert.strictEqual(yield* tagOf("nope"), "RepositoryMissing")
      assert.strictEqual(yield* tagOf("ro"), "RepositoryReadOnly")
    })
  })
})

describe("an attempt in bad weather", () => {
  it.effect("finds its own snapshot after a lost answer and goes on, without a second create", () => {
    const state = world()
    state.endings.push({ state: "SUCCESS" }, "lost answer")
    return Effect.gen(function* () {
      yield* create()
      yield* later(2)
      assert.strictEqual((yield* get()).state, "COMPLETED")
      assert.deepStrictEqual(names(state), scheduled)
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("goes on when Elasticsearch comes back within the retry budget", () => {
    const state = world()
    state.endings.push({ state: "SUCCESS" }, "not now")
    return Effect.gen(function* () {
      yield* create()
      yield* TestClock.adjust(0)
      state.reachable = false
      yield* later(20)
      assert.strictEqual(names(state).length, 1)
      state.reachable = true
      yield* later(15)
      assert.strictEqual((yield* get()).state, "COMPLETED")
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("gives up when the budget is spent, says so, and frees the component (issue 43104)", () => {
    const state = world()
    state.endings.push({ state: "SUCCESS" }, "not now")
    return Effect.gen(function* () {
      yield* create()
      yield* TestClock.adjust(0)
      state.reachable = false
      yield* later(80)
      state.reachable = true
      const backup = yield* get()
      assert.strictEqual(backup.state, "INCOMPLETE")
      assert.include(backup.reason ?? "", "CAMUNDA_BACKUP_RETRY_BUDGET")
      assert.strictEqual((yield* create(6n)).length, 6)
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("says when and why an attempt ended that left no snapshot (issue 54037)", () => {
    const state = world()
    state.endings.push("not now")
    return Effect.gen(function* () {
      yield* create()
      yield* TestClock.adjust(0)
      state.reachable = false
      yield* later(80)
      state.reachable = true
      const error = yield* Effect.flip(get())
      assert.strictEqual(error._tag, "BackupNotFound")
      assert.match(
        error.message,
        /^No backup with id \[5\] found\. It was asked for at 1970-01-01T.*CAMUNDA_BACKUP_RETRY_BUDGET/
      )
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("takes a PARTIAL part again, and completes", () => {
    const state = world()
    state.endings.push({ state: "SUCCESS" }, { state: "PARTIAL" })
    return Effect.gen(function* () {
      yield* create()
      yield* later(1)
      assert.strictEqual((yield* get()).state, "COMPLETED")
      const [attempt] = yield* attempts()
      assert.deepStrictEqual(
        attempt?.transitions.map((x) => x.event._tag),
        ["PartRetried", "Ended"]
      )
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("stops at a part that is PARTIAL at every try", () => {
    const state = world()
    state.endings.push({ state: "SUCCESS" }, { state: "PARTIAL" }, { state: "PARTIAL" })
    return Effect.gen(function* () {
      yield* create()
      yield* later(1)
      assert.strictEqual((yield* get()).state, "FAILED")
      assert.strictEqual(names(state).length, 2)
    }).pipe(Effect.provide(over(state)))
  })

  it.effect.each([
    ["of an earlier part", 2, "operate-import-position-8.3.0_"],
    ["of a later part", 1, "operate-process-8.3.0_"],
    ["that no expression asked for", 4, "operate-somebody-else"]
  ] as const)("is FAILED when a part also holds an index %s, and says which", ([, before, index]) => {
    const state = world()
    state.endings.push(...Array.from({ length: before }, () => ({ state: "SUCCESS" as const })), {
      state: "SUCCESS",
      with: [index]
    })
    return Effect.gen(function* () {
      yield* create()
      yield* later(1)
      const { reason, state: judged } = yield* get()
      assert.strictEqual(judged, "FAILED")
      assert.include(reason ?? "", index)
      assert.strictEqual(names(state).length, before + 1)
      assert.strictEqual((yield* list())[0]?.state, "FAILED")
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("holds a hidden dated index that came after the plan, and none that went before its part", () => {
    const state = world()
    const came = "operate-list-view-8.3.0_2024-06-01"
    const went = "operate-event-8.3.0_2024-06-01"
    const { aliases, indices } = state.catalog
    state.catalog = { aliases, indices: [...indices, { name: went, hidden: true }] }
    // Part 2 takes long enough for the first, part 4 long enough for the second, and too short for another look before part 5.
    state.endings.push(
      { state: "SUCCESS" },
      { state: "SUCCESS", takesMillis: 5000 },
      { state: "SUCCESS" },
      { state: "SUCCESS", takesMillis: 600 }
    )
    return Effect.gen(function* () {
      yield* create()
      yield* TestClock.adjust("3 seconds")
      state.catalog = {
        aliases,
        indices: [...state.catalog.indices, { name: came, hidden: true }]
      }
      yield* TestClock.adjust("2300 millis")
      state.catalog = { aliases, indices: state.catalog.indices.filter((x) => x.name !== went) }
      yield* later(2)
      assert.strictEqual((yield* get()).state, "COMPLETED")
      const held = new Set(
        [...(state.repositories.get("r")?.snapshots.values() ?? [])].flatMap((x) => x.indices)
      )
      assert.isTrue(held.has(came))
      assert.isFalse(held.has(went))
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("is COMPLETED with a hidden index behind a hidden alias, and tells of what is in no part", () => {
    const state = world()
    const { aliases, indices } = state.catalog
    const hidden = "operate-event-8.3.0_2024-06-01"
    state.catalog = {
      indices: [...indices, { name: hidden, hidden: true }, { name: "operate-event-8.2.0_", hidden: false }],
      aliases: [...aliases, { name: "operate-event-8.3.0_hidden", indices: [hidden], hidden: true }]
    }
    const said = (x: Partial<Settings.Input>) =>
      Effect.gen(function* () {
        const api = yield* BackupApi
        const created = yield* Effect.result(create())
        yield* later(1)
        const [planned] = yield* api.planCreate(["operate"], id(6n))
        return { created, planned, details: yield* Effect.result(api.details("operate", id(5n))) }
      }).pipe(Effect.provide(over(state, x)))
    return Effect.gen(function* () {
      const left = [{ index: "operate-event-8.2.0_", documents: null }]
      const refused = yield* said({ indicesInNoPart: "refuse" })
      assert.deepStrictEqual(
        refused.created._tag === "Failure" && refused.created.failure,
        new BackupError.IndicesInNoPart({ component: "operate", indices: left })
      )
      assert.deepStrictEqual(names(state), [])
      const reported = yield* said({})
      const details = Result.getOrThrow(reported.details)
      assert.strictEqual(details.backup.state, "COMPLETED")
      assert.deepStrictEqual(details.inNoPart, left)
      assert.deepStrictEqual(reported.planned?.inNoPart, left)
      assert.isTrue(details.parts[4]?.indices?.includes(hidden))
    })
  })

  it.effect(
    "keeps what is said of it in the journal and in every snapshot, and refuses what does not fit",
    () => {
      const state = world()
      state.endings.push("not now")
      const annotation = { description: "before 8.7.3", labels: { env: "prod" } }
      const long = { description: "ä".repeat(500), labels: {} }
      return Effect.gen(function* () {
        const api = yield* BackupApi
        const refused = yield* Effect.flip(api.create("operate", id(4n), long))
        assert.strictEqual(refused._tag, "AnnotationTooLarge")
        const planned = yield* api.planCreate(["operate"], id(4n), long)
        assert.isTrue(
          planned.every((x) => x.result._tag === "Failure" && x.result.failure._tag === refused._tag)
        )
        assert.deepStrictEqual(names(state), [])
        yield* api.create("operate", id(5n), annotation)
        const begun = yield* get()
        assert.deepStrictEqual(begun.snapshots, [])
        assert.deepStrictEqual(begun.annotation, annotation)
        yield* later(1)
        const found = yield* get()
        assert.strictEqual(found.state, "COMPLETED")
        assert.deepStrictEqual(
          found.snapshots.map((x) => x.annotation),
          scheduled.map(() => annotation)
        )
        assert.deepStrictEqual(
          (yield* api.attempts("operate", id(5n))).map((x) => x.plan.annotation),
          [annotation]
        )
      }).pipe(Effect.provide(over(state)))
    }
  )

  it.effect("is FAILED when a part lacks a dated index that still exists, in both modes of the list", () => {
    const state = world()
    state.endings.push(
      { state: "SUCCESS" },
      { state: "SUCCESS" },
      {
        state: "SUCCESS",
        without: ["operate-list-view-8.3.0_2024-01-01"]
      }
    )
    return Effect.gen(function* () {
      yield* create()
      yield* later(1)
      const backup = yield* get()
      assert.strictEqual(backup.state, "FAILED")
      assert.include(backup.reason ?? "", "operate-list-view-8.3.0_2024-01-01")
      assert.deepStrictEqual(
        [(yield* list(true))[0]?.state, (yield* list(false))[0]?.state],
        ["FAILED", "FAILED"]
      )
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("looks again for dated indices when the part before took its time", () => {
    const state = world()
    const archived = "operate-list-view-8.3.0_2024-01-02"
    state.endings.push(
      { state: "SUCCESS" },
      "not now",
      "not now",
      "not now",
      { state: "SUCCESS" },
      {
        state: "SUCCESS",
        without: [archived]
      }
    )
    return Effect.gen(function* () {
      yield* create()
      yield* TestClock.adjust(0)
      state.catalog = {
        ...state.catalog,
        indices: [...state.catalog.indices, { name: archived, hidden: false }]
      }
      yield* later(5)
      const backup = yield* get()
      assert.strictEqual(backup.state, "FAILED")
      assert.include(backup.reason ?? "", archived)
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("leaves another writer's snapshot under its name alone", () => {
    const state = world()
    state.endings.push({ state: "SUCCESS" }, "not now")
    return Effect.gen(function* () {
      yield* create()
      yield* TestClock.adjust(0)
      put(state, "camunda_operate_5_8.7.2_part_2_of_6", { attempt: "somebody" })
      yield* later(2)
      const backup = yield* get()
      assert.strictEqual(backup.state, "INCOMPLETE")
      assert.include(backup.reason ?? "", "Another writer")
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("loses nothing when the asking request is interrupted after it was accepted", () => {
    const state = world()
    return Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(create(), { startImmediately: true })
      yield* Fiber.interrupt(fiber)
      yield* later(1)
      const found = yield* Effect.result(get())
      const accepted = found._tag === "Success"
      assert.strictEqual(names(state).length, accepted ? 6 : 0)
      assert.strictEqual((yield* create(6n)).length, 6)
    }).pipe(Effect.provide(over(state)))
  })
})
