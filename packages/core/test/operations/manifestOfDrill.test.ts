/** A backup of which no manifest is kept: a drill of all of it makes one, and later restores are compared with that. */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import { MemoryDocuments, MemoryElasticsearch, RestoreApi, type RestoreQuestion } from "../../src/index.ts"
import { drill, inPlace } from "./question.ts"
import { create, during, later, over, world } from "./world.ts"

/** A backup, whose journal is lost then. */
const backup = (documents: MemoryDocuments.State) =>
  Effect.gen(function* () {
    yield* create()
    yield* later(5)
    documents.documents.clear()
  })

const drilled = (question: RestoreQuestion) =>
  Effect.gen(function* () {
    const restores = yield* RestoreApi
    const { id } = yield* restores.start(question, Option.none())
    yield* later(30)
    return id
  })

const restored = Effect.gen(function* () {
  const restores = yield* RestoreApi
  const plan = yield* during(10, restores.plan(inPlace))
  const { id } = yield* during(10, restores.start(inPlace, Option.some(plan.digest)))
  yield* later(60)
  const { restore } = yield* restores.status(id)
  const compared = restore.transitions.flatMap(({ event }) =>
    event._tag === "Compared" ? event.comparison : []
  )
  const last = restore.transitions.at(-1)?.event
  return { plan, compared, end: last?._tag === "Ended" ? last.how._tag : null }
})

const manifestOf = (plan: { readonly findings: ReadonlyArray<{ readonly what: string }> }) =>
  plan.findings.find((x) => x.what === "restore-manifest")

/** The files of the snapshots hold a document more than the drill saw. */
const changeSnapshots = (state: MemoryElasticsearch.State): void => {
  for (const [name, x] of state.repositories.get("r")?.snapshots ?? [])
    state.repositories.get("r")?.snapshots.set(name, {
      ...x,
      contents: new Map([...(x.contents ?? [])].map(([i, c]) => [i, { ...c, documents: c.documents + 1 }]))
    })
}

describe("a drill of a backup whose manifest is lost", () => {
  it.effect("makes one, which says that it was not taken with the backup", () => {
    const documents = MemoryDocuments.make()
    return Effect.gen(function* () {
      yield* backup(documents)
      const restores = yield* RestoreApi
      const before = yield* during(10, restores.plan(inPlace))
      assert.isNull(before.manifestOf)
      assert.propertyVal(manifestOf(before), "severity", "warning")
      const id = yield* drilled(drill)
      const { compared, end, plan } = yield* restored
      assert.strictEqual(plan.manifestOf, id)
      assert.isNotNull(plan.manifestDrilledAt)
      assert.include(JSON.stringify(manifestOf(plan)), "not what was seen when the backup was taken")
      assert.strictEqual(end, "Completed")
      assert.isNotEmpty(compared)
      for (const { notCompared } of compared)
        assert.include(notCompared.join(), "Anything with the time of the backup: a drill made the manifest")
    }).pipe(Effect.provide(over(world(), {}, documents)))
  })

  it.effect("makes one of a backup that Camunda took, and of no other that has the id later", () => {
    const state = world()
    const change = (more: (name: string) => Partial<MemoryElasticsearch.StoredSnapshot>) => {
      const snapshots = state.repositories.get("r")?.snapshots
      for (const [name, x] of snapshots ?? []) snapshots?.set(name, { ...x, ...more(name) })
    }
    return Effect.gen(function* () {
      const restores = yield* RestoreApi
      yield* create()
      yield* later(5)
      change(() => ({ attempt: null }))
      assert.isNull((yield* during(10, restores.plan(inPlace))).manifestOf)
      const id = yield* drilled(drill)
      assert.strictEqual((yield* during(10, restores.plan(inPlace))).manifestOf, id)
      change((name) => ({ uuid: `another-${name}` }))
      assert.isNull((yield* during(10, restores.plan(inPlace))).manifestOf)
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("finds what is not what it brought back before", () => {
    const state = world()
    const documents = MemoryDocuments.make()
    return Effect.gen(function* () {
      yield* backup(documents)
      yield* drilled(drill)
      changeSnapshots(state)
      assert.strictEqual((yield* restored).end, "Differs")
    }).pipe(Effect.provide(over(state, {}, documents)))
  })

  it.effect("makes none of a sample, and none in the place of one that was taken with the backup", () => {
    const state = world()
    const documents = MemoryDocuments.make()
    const large = state.catalog.indices.find((x) => x.name.startsWith("operate-list-view-"))?.name ?? ""
    state.held.set(large, { ...MemoryElasticsearch.heldIndex(state, large), bytes: 10 })
    return Effect.gen(function* () {
      const restores = yield* RestoreApi
      yield* create()
      yield* later(5)
      const kept = (yield* during(10, restores.plan(inPlace))).manifestOf
      yield* drilled(drill)
      assert.strictEqual((yield* during(10, restores.plan(inPlace))).manifestOf, kept)
      documents.documents.clear()
      yield* drilled({ ...drill, sample: { maxBytes: 0, seed: "s" } })
      assert.isNull((yield* during(10, restores.plan(inPlace))).manifestOf)
    }).pipe(Effect.provide(over(state, {}, documents)))
  })
})
