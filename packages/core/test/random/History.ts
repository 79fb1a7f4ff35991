/** Lives through a random history with the whole engine in memory, brings everything into order, and looks what is left. */
import { Effect, Fiber, Option } from "effect"
import { TestClock } from "effect/testing"
import {
  Attempt,
  BackupApi,
  Component,
  Journal,
  JournalEntry,
  Lease,
  ListPattern,
  MemoryDocuments,
  type MemoryElasticsearch,
  SnapshotName
} from "../../src/index.ts"
import { id as backupId, version } from "../domain/builders.ts"
import { names, put, settings as settingsOf, world } from "../operations/world.ts"
import { type Happening, replicas } from "./happenings.ts"
import { type Replica, startReplica } from "./Replica.ts"

const settings = settingsOf({
  leaseTtl: "12 seconds",
  retryBudget: "1 minute",
  partTimeout: "200 seconds",
  resumeWithin: "5 minutes",
  requestTimeout: "30 seconds"
})

const pass = (seconds: number) =>
  Effect.forEach(
    Array.from({ length: Math.max(1, Math.ceil(seconds / 2)) }, () => Math.min(seconds, 2)),
    (step) => TestClock.adjust(step * 1000),
    { discard: true }
  )

const endings = {
  "lost answer": "lost answer",
  "not now": "not now",
  PARTIAL: { state: "PARTIAL" },
  "too much": { state: "SUCCESS", with: ["operate-import-position-8.3.0_", "operate-process-8.3.0_"] },
  slow: { state: "SUCCESS", takesMillis: 8000 },
  "very slow": { state: "SUCCESS", takesMillis: 70_000 }
} as const satisfies Record<string, MemoryElasticsearch.Ending>

/** Every rule that is broken in the end, as a sentence; none when all is well. */
export const live = (history: ReadonlyArray<Happening>) =>
  Effect.gen(function* () {
    const elasticsearch = world()
    const documents = MemoryDocuments.make()
    const start = startReplica(elasticsearch, documents, settings)
    const running: Array<Replica> = []
    for (let i = 0; i < replicas; i++) running.push(yield* start)
    const foreign = new Map<string, string>()
    const problems: Array<string> = []
    const asked: Array<Fiber.Fiber<unknown>> = []
    const accepted: Array<readonly [component: Component.Component, id: number]> = []

    const on = <A, E>(
      replica: Replica | undefined,
      ask: (api: BackupApi["Service"]) => Effect.Effect<A, E>
    ) =>
      replica === undefined ? Effect.never : BackupApi.use(ask).pipe(Effect.provideContext(replica.context))

    /** A client: its answer is awaited by nobody. */
    const asks = Effect.fnUntraced(function* (
      x: Extract<Happening, { readonly on: number; readonly id: number }>
    ) {
      const { what, component, id } = x
      const doomed = new Set(
        what === "delete"
          ? [...(elasticsearch.repositories.get("r")?.snapshots.values() ?? [])]
              .filter(({ name }) => isOf(component, id, name))
              .map(({ uuid }) => uuid)
          : []
      )
      // Who asks to delete an id means all of it that is there, also what Camunda itself made.
      for (const uuid of doomed) foreign.delete(uuid)
      const request = on(running[x.on], (api): Effect.Effect<unknown, unknown> => {
        const key = backupId(BigInt(id))
        switch (what) {
          case "create":
            return Effect.tap(api.create(component, key), () =>
              Effect.sync(() => void accepted.push([component, id]))
            )
          case "delete":
            return Effect.tap(api.delete(component, key), () =>
              Effect.sync(() => {
                for (const { name, uuid } of elasticsearch.repositories.get("r")?.snapshots.values() ?? [])
                  if (doomed.has(uuid)) problems.push(`${name} is there although its delete was answered`)
              })
            )
          case "cancel":
            return api.cancel(component, key)
          case "resume":
            return api.resume(component, key)
          case "get":
            return api.get(component, key)
        }
      })
      asked.push(yield* Effect.forkDetach(Effect.exit(request), { startImmediately: true }))
    })

    for (const x of history) {
      switch (x.what) {
        case "time passes":
          yield* pass(x.seconds)
          break
        case "kill":
        case "stop": {
          const ending = running[x.on]
          if (ending === undefined) break
          const ended = yield* Effect.forkDetach(x.what === "kill" ? ending.kill : ending.stop, {
            startImmediately: true
          })
          yield* pass(4)
          yield* Fiber.join(ended)
          running[x.on] = yield* start
          break
        }
        case "part":
          elasticsearch.endings.push(endings[x.ending])
          break
        case "journal":
          documents.accidents.push(x.accident)
          break
        case "outage":
          elasticsearch.reachable = false
          documents.reachable = false
          yield* pass(x.seconds)
          elasticsearch.reachable = true
          documents.reachable = true
          break
        case "foreign": {
          const name = nameOf(x.component, x.id, x.part)
          if (names(elasticsearch).includes(name)) break
          const uuid = `foreign-${elasticsearch.made++}`
          put(elasticsearch, name, { uuid })
          foreign.set(uuid, name)
          break
        }
        case "create":
        case "delete":
        case "cancel":
        case "resume":
        case "get":
          yield* asks(x)
      }
    }
    elasticsearch.endings.length = 0
    documents.accidents.length = 0
    yield* pass(700)

    const there = [...(elasticsearch.repositories.get("r")?.snapshots.values() ?? [])]
    for (const [uuid, name] of foreign)
      if (!there.some((x) => x.uuid === uuid)) problems.push(`the foreign snapshot ${name} is gone`)
    for (const component of Component.all)
      for (const id of [1, 2])
        problems.push(
          ...(yield* inspect(
            running,
            component,
            id,
            there,
            accepted.some(([c, i]) => c === component && i === id)
          ))
        )
    for (const fiber of asked)
      if (fiber.pollUnsafe() === undefined) problems.push("a request was never answered")
    for (const replica of running) {
      const ended = yield* Effect.forkDetach(replica.stop, { startImmediately: true })
      yield* pass(4)
      yield* Fiber.join(ended)
    }
    return problems
  })

const nameOf = (component: Component.Component, id: number, part: number): SnapshotName.SnapshotName =>
  SnapshotName.format({
    component,
    backupId: backupId(BigInt(id)),
    version: version("8.7.2"),
    part,
    count: 6
  })

const isOf = (component: Component.Component, id: number, name: string): boolean =>
  Option.exists(SnapshotName.parse(component, name), (x) => x.backupId === BigInt(id))

const inspect = Effect.fnUntraced(function* (
  running: ReadonlyArray<Replica>,
  component: Component.Component,
  id: number,
  there: ReadonlyArray<MemoryElasticsearch.StoredSnapshot>,
  accepted: boolean
) {
  const problems: Array<string> = []
  const [first] = running
  if (first === undefined) return ["no process is left"]
  const key = { repository: "r", component, backupId: backupId(BigInt(id)) }
  const what = `${component} ${id}`
  const [entry, lease] = yield* Effect.all([
    Journal.use((journal) => journal.read(key)),
    Lease.use((x) => x.look({ repository: "r", component, deletionOf: null }))
  ]).pipe(Effect.provideContext(first.context), Effect.orDie)
  const states = yield* Effect.forEach(running, ({ context }) =>
    BackupApi.use((api) => Effect.result(api.get(component, key.backupId))).pipe(
      Effect.provideContext(context)
    )
  )
  const said = new Set(states.map((x) => (x._tag === "Success" ? x.success.state : x.failure._tag)))
  if (said.size !== 1) problems.push(`${what}: the processes say different things: ${[...said].join()}`)
  const [state] = said
  const listed = yield* BackupApi.use((api) =>
    api.list(component, { pattern: ListPattern.everything, verbose: false })
  ).pipe(Effect.provideContext(first.context), Effect.orDie)
  const inList = listed.find((x) => x.backupId === key.backupId)?.state ?? "BackupNotFound"
  if (inList !== state) problems.push(`${what}: by its id it is ${state}, in the list ${inList}`)
  if (Option.exists(lease, (x) => x.state !== "finished"))
    problems.push(`${component}: the lease was not given back`)
  const known = Option.getOrElse(entry, () => JournalEntry.make(key))
  if (accepted && known.attempts.length === 0)
    problems.push(`${what}: it was accepted, and the journal knows nothing`)
  if (Option.isSome(JournalEntry.openAttempt(known))) problems.push(`${what}: an attempt never ended`)
  if (Option.isSome(known.deletion)) problems.push(`${what}: a deletion was never finished`)
  const ours = there.filter((x) => isOf(component, id, x.name) && !x.uuid.startsWith("foreign"))
  for (const { name, attempt } of ours)
    if (attempt === null || Option.isNone(JournalEntry.find(known, attempt)))
      problems.push(`${name} belongs to no attempt in the journal`)
  if (Option.isSome(known.deletedAt) && ours.length > 0)
    problems.push(`${what}: deleted, and ${ours.length} snapshots are there`)
  const current = JournalEntry.current(known)
  const how = Option.map(Option.flatMap(current, Attempt.ended), (x) => x.how._tag)
  if (Option.exists(how, (x) => x === "Completed") && state !== "COMPLETED")
    problems.push(`${what}: the journal says Completed, the answer is ${state}`)
  if (state === "COMPLETED") {
    const plan = Option.getOrThrow(current).plan.parts
    const missing = plan.filter(
      (part) =>
        !ours.some(
          (x) =>
            x.name === part.snapshot &&
            x.state === "SUCCESS" &&
            x.attempt === Option.getOrThrow(current).id &&
            part.indices.every((index) => x.indices.includes(index))
        )
    )
    const held = ours.flatMap((x) => x.indices)
    const twice = held.filter((x, i) => held.indexOf(x) !== i)
    if (twice.length > 0) problems.push(`${what}: COMPLETED, but in two parts: ${twice.join()}`)
    if (missing.length > 0 || ours.length !== plan.length)
      problems.push(`${what}: COMPLETED, but not whole: ${missing.map((x) => x.snapshot).join()}`)
  }
  return problems
})
