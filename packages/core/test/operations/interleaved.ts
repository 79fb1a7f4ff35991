/**
 * Lists while things happen: each of the answers a list is made of comes from a step of a history of its own, in every order. What it says of
 * each backup must have been true at some step from its question to its answer.
 */
import { Effect, Layer, Option, Random, Scope, Semaphore } from "effect"
import { TestClock } from "effect/testing"
import * as MemoryDiagnostics from "../../src/adapters/memory/MemoryDiagnostics.ts"
import * as MemoryIndexCatalog from "../../src/adapters/memory/MemoryIndexCatalog.ts"
import * as MemoryIndices from "../../src/adapters/memory/MemoryIndices.ts"
import * as MemoryRecovery from "../../src/adapters/memory/MemoryRecovery.ts"
import * as MemorySnapshotStore from "../../src/adapters/memory/MemorySnapshotStore.ts"
import {
  BackupApi,
  ListPattern,
  MemoryDocuments,
  MemoryElasticsearch,
  type Settings
} from "../../src/index.ts"
import { layerOver, type Services, type Supervision } from "../../src/layers.ts"
import { Documents } from "../../src/ports/Documents.ts"
import { SnapshotStore } from "../../src/ports/SnapshotStore.ts"
import { id } from "../domain/builders.ts"
import { random } from "../random/random.ts"
import { settings as settingsOf, world } from "./world.ts"

/** A process, with the end of it without a word. */
export interface Process {
  readonly on: <A, E>(ask: (api: BackupApi["Service"]) => Effect.Effect<A, E>) => Effect.Effect<A, E>
  readonly kill: Effect.Effect<void>
}

/** What can be done in a step of a history. */
export interface Stage {
  readonly elasticsearch: MemoryElasticsearch.State
  readonly writer: Process
  readonly other: Effect.Effect<Process>
}

/** A step ends when what it began has been asked for; an answer is awaited by nobody. */
export type Step = (stage: Stage) => Effect.Effect<unknown, unknown>

export const ids = [5n, 6n] as const

/** More than anything takes that waits for nothing. */
const turns = 60

type Method = (...args: ReadonlyArray<never>) => Effect.Effect<unknown, unknown>

const kinds = ["lease", "journal", "repository"] as const

type Kind = (typeof kinds)[number]

/** When a list is asked for, and from when its answers are. */
export interface Schedule {
  /** Steps before the first list. */
  readonly first: number
  /** Steps from it to the one that is interrupted; `null`: there is only that, and its process has seen nothing before. */
  readonly next: number | null
  readonly verbose: boolean
  /** The steps that each of its calls waits for, in their order; the others do not wait. */
  readonly waits: Readonly<Record<Kind, ReadonlyArray<number>>>
}

export const scheduleOf = (seed: number, length: number): Schedule => {
  const { integer } = random(seed)
  const some = () => [0, 0, 1, 2, 3, 6][integer(6)] ?? 0
  const waits = () => [some(), ...(integer(3) === 0 ? [some(), some()] : [])]
  return {
    first: integer(length),
    next: integer(4) > 0 ? integer(3) : null,
    verbose: integer(2) === 0,
    waits: { lease: waits(), journal: waits(), repository: waits() }
  }
}

const kindOf = (method: string, args: ReadonlyArray<unknown>): Kind => {
  if (method === "list" || method === "find") return "repository"
  return String(args[0]).startsWith("lease:") ? "lease" : "journal"
}

/** The same service, whose calls begin when `gate` lets them. */
const gated = <S extends object>(service: S, gate: (kind: Kind) => Effect.Effect<void>): S =>
  new Proxy(service, {
    get: (target, name, receiver) => {
      const value: unknown = Reflect.get(target, name, receiver)
      if (typeof value !== "function") return value
      return (...args: ReadonlyArray<never>) =>
        Effect.andThen(gate(kindOf(String(name), args)), (value as Method)(...args))
    }
  })

/** What the list said that was never true meanwhile, as sentences. */
export const listsWhile = (
  history: ReadonlyArray<Step>,
  schedule: Schedule,
  options: Partial<Settings.Input> = {}
): Effect.Effect<ReadonlyArray<string>> =>
  Effect.gen(function* () {
    const elasticsearch = world()
    const documents = MemoryDocuments.make()
    // A search sees what was written when the index was refreshed last.
    const searched = MemoryDocuments.make()
    const refresh = Effect.sync(() => {
      searched.documents.clear()
      for (const [key, value] of documents.documents) searched.documents.set(key, value)
    })
    const lagging = Layer.effect(
      Documents,
      Effect.gen(function* () {
        const now = yield* Documents
        const then = yield* Effect.provide(
          Documents,
          MemoryDocuments.layer.pipe(Layer.provide(MemoryDocuments.state(searched)))
        )
        return Documents.of({
          ...now,
          write: (key, document, expected, findable) =>
            Effect.tap(now.write(key, document, expected, findable), () =>
              findable ? refresh : Effect.void
            ),
          notable: then.notable
        })
      })
    ).pipe(Layer.provide(MemoryDocuments.layer), Layer.provide(MemoryDocuments.state(documents)))
    const memory = Layer.mergeAll(
      MemorySnapshotStore.layer,
      MemoryIndexCatalog.layer,
      MemoryIndices.layer,
      MemoryRecovery.layer,
      MemoryDiagnostics.layer
    ).pipe(Layer.provide(MemoryElasticsearch.layer(elasticsearch)), Layer.merge(lagging))
    const start = Effect.fnUntraced(function* (
      pass: (kind: Kind) => Effect.Effect<void>,
      supervision: Supervision
    ): Effect.fn.Return<Process, never, Scope.Scope> {
      let dead = false
      const gate = (kind: Kind) => (dead ? Effect.interrupt : pass(kind))
      const through = Layer.mergeAll(
        Layer.effect(
          SnapshotStore,
          Effect.map(SnapshotStore, (x) => gated(x, gate))
        ),
        Layer.effect(
          Documents,
          Effect.map(Documents, (x) => gated(x, gate))
        )
      )
      const values = settingsOf({ leaseTtl: "6 seconds", readMaxAge: "0 millis", ...options })
      const scope = yield* Scope.fork(yield* Effect.scope)
      const context = yield* Layer.buildWithScope(
        layerOver(through.pipe(Layer.provideMerge(memory)), values, supervision),
        scope
      )
      return {
        on: (ask) =>
          Effect.provideContext(BackupApi.use(ask) as Effect.Effect<never, never, Services>, context),
        kill: Effect.sync(() => void (dead = true))
      }
    })

    const writer = yield* start(() => Effect.void, "whatever others left")
    const observer = yield* start(() => Effect.void, "none")
    const stage: Stage = {
      elasticsearch,
      writer,
      other: yield* Effect.cached(
        start(() => Effect.void, "whatever others left").pipe(
          Effect.provideService(Scope.Scope, yield* Effect.scope)
        )
      )
    }
    const truths: Array<ReadonlyMap<bigint, string>> = []
    const record = Effect.gen(function* () {
      const truth = new Map<bigint, string>()
      for (const x of ids) {
        const found = yield* Effect.option(observer.on((api) => api.get("operate", id(x))))
        truth.set(x, Option.match(found, { onNone: () => "absent", onSome: ({ state }) => state }))
      }
      truths.push(truth)
    })
    yield* record
    const left = [...history]
    const step = Effect.gen(function* () {
      const next = left.shift()
      if (next !== undefined) yield* Effect.forkDetach(Effect.exit(next(stage)), { startImmediately: true })
      yield* TestClock.adjust(500)
      // What goes on without time passing comes to its end before it is looked at what is true.
      for (let i = 0; i < turns; i++) yield* Effect.yieldNow
      // Once a second, as Elasticsearch does.
      if (truths.length % 2 === 0) yield* refresh
      yield* record
    })

    /** For each kind, the steps its next calls wait for; one that is not there does not wait. */
    const plans: Record<Kind, Array<number>> = { lease: [], journal: [], repository: [] }
    const waiting: Array<number> = []
    /** Whose turn comes first lets the history go on; nobody is overtaken. */
    const pass = (kind: Kind) =>
      Effect.gen(function* () {
        const due = truths.length + (plans[kind].shift() ?? 0)
        waiting.push(due)
        while (true) {
          for (let i = 0; i < 8; i++) yield* Effect.yieldNow
          if (truths.length >= due) break
          if (Math.min(...waiting) === due && waiting.indexOf(due) >= 0)
            yield* turn.withPermits(1)(Effect.suspend(() => (truths.length < due ? step : Effect.void)))
        }
        waiting.splice(waiting.indexOf(due), 1)
      })
    const turn = yield* Semaphore.make(1)
    const reader = yield* start(pass, "none")

    const problems: Array<string> = []
    const list = Effect.fnUntraced(function* (n: number) {
      const began = truths.length - 1
      const verbose = schedule.verbose
      const listed = yield* reader.on((api) =>
        api.list("operate", { pattern: ListPattern.everything, verbose })
      )
      for (const x of ids) {
        const said = listed.find((backup) => backup.backupId === x)?.state ?? "absent"
        const was = truths.slice(began).map((truth) => truth.get(x))
        if (!was.includes(said))
          problems.push(
            `list ${n}: ${x} is said to be ${said}, but was ${was.join()}; ${JSON.stringify(schedule)}`
          )
      }
    })
    const steps = (n: number) => Effect.forEach(Array.from({ length: n }), () => step, { discard: true })

    const { first, next, waits } = schedule
    yield* steps(first)
    if (next !== null) {
      yield* list(1)
      yield* steps(next)
    }
    for (const kind of kinds) plans[kind] = [...waits[kind]]
    yield* list(2)
    for (const kind of kinds) plans[kind] = []
    yield* list(3)
    return problems
  }).pipe(Effect.scoped, Effect.orDie, Random.withSeed(1))
