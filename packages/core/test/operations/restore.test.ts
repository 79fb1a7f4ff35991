import { assert, describe, it } from "@effect/vitest"
import { Effect, Option, Result } from "effect"
import { Check, Journal, JournalEntry, RestoreApi } from "../../src/index.ts"
import { id } from "../domain/builders.ts"
import { drill, inPlace } from "./question.ts"
import { create, during, later, over, world } from "./world.ts"

describe("a drill", () => {
  it.effect("restores under other names, compares, drops what it made, and says when it was verified", () => {
    const state = world()
    return Effect.gen(function* () {
      const restores = yield* RestoreApi
      yield* create()
      yield* later(5)
      const before = [...state.held.keys()].toSorted()
      const started = yield* restores.start(drill, Option.none())
      yield* later(30)
      const { restore } = yield* restores.status(started.id)
      assert.deepStrictEqual(
        restore.transitions.map((x) => x.event._tag),
        ["Compared", "Dropped", "Ended"]
      )
      assert.deepStrictEqual(restore.transitions.at(-1)?.event, {
        _tag: "Ended",
        how: { _tag: "Completed" }
      })
      assert.deepStrictEqual(
        [...state.held.keys()].filter((x) => x.startsWith("drill-")),
        []
      )
      assert.isAtLeast([...state.held.keys()].length, before.length)
      const verified = (yield* restores.verifications("operate")).get(5n)
      assert.strictEqual(verified?.result, "verified")
      assert.strictEqual(verified?.indices, verified?.ofIndices)
    }).pipe(Effect.provide(over(state)))
  })
})

describe("a restore in place", () => {
  it.effect("drills first, deletes, restores, compares and opens the indices", () => {
    const state = world()
    return Effect.gen(function* () {
      const restores = yield* RestoreApi
      yield* create()
      yield* later(5)
      const plan = yield* during(10, restores.plan(inPlace))
      assert.deepStrictEqual(
        plan.findings.filter((x) => x.severity === "error"),
        []
      )
      assert.strictEqual(plan.proof._tag, "DrillFirst")
      const started = yield* during(10, restores.start(inPlace, Option.some(plan.digest)))
      yield* later(60)
      const { restore } = yield* restores.status(started.id)
      assert.deepStrictEqual(
        restore.transitions.map((x) => x.event._tag),
        ["Compared", "Dropped", "DeletesBegun", "Compared", "Ended"]
      )
      const last = restore.transitions.at(-1)?.event
      assert.deepStrictEqual(last, { _tag: "Ended", how: { _tag: "Completed" } })
    }).pipe(Effect.provide(over(state)))
  })
})

describe("a restore in place with templates", () => {
  const captured = {
    policies: [{ name: "operate_delete", body: '{"phases":{}}' }],
    componentTemplates: [{ name: "operate_template", body: "{}" }],
    indexTemplates: [
      {
        name: "operate-a_template",
        body: '{"composed_of":["operate_template"],"index_patterns":["operate-a*"]}'
      }
    ]
  }
  const asked = { ...inPlace, templates: "restore" as const }

  it.effect("puts back those of the plan before it opens the indices, and leaves others", () => {
    const state = world()
    state.templates = captured
    return Effect.gen(function* () {
      const restores = yield* RestoreApi
      yield* create()
      yield* later(5)
      const other = { name: "other", body: "{}" }
      state.templates = {
        policies: [],
        componentTemplates: [{ name: "operate_template", body: '{"version":9}' }, other],
        indexTemplates: captured.indexTemplates
      }
      const plan = yield* during(10, restores.plan(asked))
      assert.deepStrictEqual(
        plan.templates.map((x) => [x.kind, x.name, x.now]),
        [
          ["policy", "operate_delete", "missing"],
          ["component template", "operate_template", "differs"]
        ]
      )
      const started = yield* during(10, restores.start(asked, Option.some(plan.digest)))
      yield* later(60)
      const { restore } = yield* restores.status(started.id)
      assert.deepStrictEqual(
        restore.transitions.map((x) => x.event._tag),
        ["Compared", "Dropped", "DeletesBegun", "Compared", "TemplatesPut", "Ended"]
      )
      assert.deepStrictEqual(state.templates.policies, captured.policies)
      assert.sameDeepMembers([...state.templates.componentTemplates], [...captured.componentTemplates, other])
    }).pipe(Effect.provide(over(state)))
  })

  it.effect(
    "is refused, and changes nothing, where a policy would have to be put and the server has none",
    () => {
      const state = world()
      state.templates = captured
      return Effect.gen(function* () {
        const restores = yield* RestoreApi
        yield* create()
        yield* later(5)
        state.templates = { ...captured, policies: [] }
        state.lifecycle = false
        const plan = yield* during(10, restores.plan(asked))
        const refused = yield* during(10, Effect.flip(restores.start(asked, Option.some(plan.digest))))
        assert.strictEqual(refused._tag, "RestoreRefused")
        assert.deepStrictEqual(state.templates.policies, [])
      }).pipe(Effect.provide(over(state)))
    }
  )
})

describe("what a drill left", () => {
  it.effect("is deleted when its drill has ended, by its mark and nothing else", () => {
    const state = world()
    return Effect.gen(function* () {
      const restores = yield* RestoreApi
      yield* create()
      yield* later(5)
      const started = yield* restores.start(drill, Option.none())
      yield* later(30)
      const [some] = [...state.held.values()]
      assert.isDefined(some)
      if (some === undefined) return
      const left = {
        "drill-left": started.id,
        "drill-of-somebody-else": null,
        "drill-of-another-journal": "f".repeat(32)
      }
      state.catalog = {
        ...state.catalog,
        indices: [...state.catalog.indices, ...Object.keys(left).map((name) => ({ name, hidden: false }))]
      }
      for (const [name, mark] of Object.entries(left)) state.held.set(name, { ...some, mark })
      yield* later(120)
      assert.deepStrictEqual(
        state.catalog.indices
          .map((x) => x.name)
          .filter((x) => x.startsWith("drill-"))
          .toSorted(),
        ["drill-of-another-journal", "drill-of-somebody-else"]
      )
    }).pipe(Effect.provide(over(state)))
  })
})

describe("a restore in place that ended in the middle", () => {
  it.effect("is told by the check, until another one completed", () => {
    const state = world()
    return Effect.gen(function* () {
      const restores = yield* RestoreApi
      const { run } = yield* Check
      const found = Effect.map(during(10, run), ({ findings }) =>
        findings.filter((x) => x.what === "unfinished-restore" && x.severity !== "ok").map((x) => x.symptom)
      )
      yield* create()
      yield* later(5)
      const unverified = { ...inPlace, unverified: true }
      const plan = yield* during(10, restores.plan(unverified))
      state.restores.push({ takesMillis: 1, ends: "unplaced" })
      const started = yield* during(10, restores.start(unverified, Option.some(plan.digest)))
      yield* later(90)
      const { restore } = yield* restores.status(started.id)
      assert.deepStrictEqual(
        restore.transitions.map((x) => x.event._tag),
        ["DeletesBegun", "Ended"]
      )
      const [symptom = ""] = yield* found
      assert.include(symptom, "deleted indices and did not complete")
      const { findings } = yield* during(10, run)
      const missing = findings.find((x) => x.what === "required-indices" && x.component === "operate")
      assert.strictEqual(
        missing?.action,
        `Leave operate stopped: a restore brings them back. Resume it: camunda-backup restore resume ${started.id}`
      )
      yield* restores.resume(started.id)
      yield* later(60)
      assert.deepStrictEqual(yield* found, [])
    }).pipe(Effect.provide(over(state)))
  })
})

describe("a restore of a backup that is about to be deleted", () => {
  it.effect("deletes no index once the deletion is recorded, whatever was looked at before", () => {
    const state = world()
    return Effect.gen(function* () {
      const restores = yield* RestoreApi
      const journal = yield* Journal
      yield* create()
      yield* later(5)
      const plan = yield* during(10, restores.plan(inPlace))
      // The drill that comes first ends before anybody looks after deletions again.
      state.restores.push({ takesMillis: 6000 })
      const started = yield* during(10, restores.start(inPlace, Option.some(plan.digest)))
      yield* journal.update(JournalEntry.keyOf("r", "operate", id(5n)), (entry) =>
        Result.succeed(
          JournalEntry.askDeletion(
            entry,
            { id: "d", askedAt: 0, askedBy: "test", snapshots: [] },
            { at: 0, by: "test", event: { _tag: "StopAsked", reason: "test" } }
          )
        )
      )
      yield* later(60)
      const { restore } = yield* restores.status(started.id)
      assert.deepStrictEqual(
        restore.transitions.map((x) => x.event._tag),
        ["Compared", "Dropped", "Ended"]
      )
      assert.isTrue(plan.doomed.every((x) => state.catalog.indices.some((y) => y.name === x.name)))
    }).pipe(Effect.provide(over(state)))
  })
})

describe("a drill beside another", () => {
  it.effect("is refused by the name of the drill that runs", () => {
    const state = world()
    return Effect.gen(function* () {
      const restores = yield* RestoreApi
      yield* create()
      yield* later(5)
      state.restores.push({ takesMillis: 20_000 })
      const first = yield* restores.start(drill, Option.none())
      const second = yield* during(5, Effect.flip(restores.start(drill, Option.none())))
      assert.deepStrictEqual(
        [second._tag, "restore" in second ? second.restore : null],
        ["RestoreRunning", first.id]
      )
    }).pipe(Effect.provide(over(state)))
  })
})
