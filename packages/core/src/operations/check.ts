/** Looks at everything a backup depends on, all at once, and lets the domain judge it. */
import { Clock, Effect, Layer, Option, Result } from "effect"
import { Settings } from "../config/Settings.ts"
import type { StoreError } from "../domain/BackupError.ts"
import * as Component from "../domain/Component.ts"
import type { Finding } from "../domain/Finding.ts"
import * as IndexSets from "../domain/IndexSets.ts"
import * as judgeElasticsearch from "../domain/judgeElasticsearch.ts"
import * as judgeIndices from "../domain/judgeIndices.ts"
import * as judgeJournal from "../domain/judgeJournal.ts"
import * as judgePrivileges from "../domain/judgePrivileges.ts"
import * as judgeRepository from "../domain/judgeRepository.ts"
import { Check } from "../ports/Check.ts"
import { Diagnostics } from "../ports/Diagnostics.ts"
import { IndexCatalog } from "../ports/IndexCatalog.ts"
import { Lease } from "../ports/Lease.ts"
import { SnapshotStore } from "../ports/SnapshotStore.ts"
import { componentScope } from "./context.ts"

type Services = Settings | SnapshotStore | IndexCatalog | Lease | Diagnostics

type Findings = Effect.Effect<ReadonlyArray<Finding>, never, Services>

const one = <A>(
  probe: Effect.Effect<A, StoreError, Services>,
  judge: (seen: Result.Result<A, StoreError>) => Finding
): Findings => Effect.map(Effect.result(probe), (seen) => [judge(seen)])

const many = <A>(
  probe: Effect.Effect<A, StoreError, Services>,
  judge: (seen: Result.Result<A, StoreError>) => ReadonlyArray<Finding>
): Findings => Effect.map(Effect.result(probe), judge)

const cluster = Effect.fnUntraced(function* () {
  const look = yield* Diagnostics
  return [
    one(look.version, judgeElasticsearch.version),
    one(look.health, judgeElasticsearch.health),
    one(look.diskUse, judgeElasticsearch.disk),
    Effect.map(
      Effect.all([Clock.currentTimeMillis, Effect.result(look.clock), Clock.currentTimeMillis]),
      ([from, seen, to]) => [judgeElasticsearch.clock(seen, { from, to })]
    )
  ]
})

const repository = Effect.fnUntraced(function* () {
  const look = yield* Diagnostics
  const store = yield* SnapshotStore
  const { repository, camundaVersion } = yield* Settings
  if (Option.isNone(repository)) return [Effect.succeed([judgeRepository.notConfigured])]
  const name = repository.value
  const needed = Component.all.reduce(
    (sum, x) =>
      sum + Option.match(IndexSets.find(x, camundaVersion), { onNone: () => 0, onSome: (set) => set.length }),
    0
  )
  const room = Effect.all(
    { snapshots: look.snapshotCount(name), limit: look.snapshotLimit(name) },
    { concurrency: 2 }
  )
  const details = Effect.map(
    Effect.all(
      [
        one(look.verify(name), (seen) => judgeRepository.writable(name, seen)),
        one(room, (seen) => judgeRepository.room(name, needed, seen))
      ],
      { concurrency: 2 }
    ),
    (found) => found.flat()
  )
  return [
    Effect.flatMap(Effect.result(store.checkWritable(name)), (seen) => {
      const found = judgeRepository.registered(name, seen)
      // Of a repository that is not there, or not written, one finding says enough.
      return Result.isSuccess(seen)
        ? Effect.map(details, (more) => [found, ...more])
        : Effect.succeed([found])
    })
  ]
})

const component = Effect.fnUntraced(function* (component: Component.Component) {
  const look = yield* Diagnostics
  const catalog = yield* IndexCatalog
  const lease = yield* Lease
  const { repository, camundaVersion, indexPrefixes } = yield* Settings
  const settings = { component, version: camundaVersion, indexPrefix: indexPrefixes[component] }
  return [
    Effect.succeed([judgeIndices.versionKnown(settings)]),
    many(catalog.list(settings.indexPrefix), (seen) => judgeIndices.required(settings, seen)),
    many(look.indexHealth(settings.indexPrefix), (seen) => judgeIndices.health(settings, seen)),
    ...Option.match(repository, {
      onNone: () => [],
      onSome: (name) => [
        one(lease.look(componentScope({ repository: name, component })), (seen) =>
          judgeJournal.lease(component, seen)
        )
      ]
    })
  ]
})

const journal = Effect.gen(function* () {
  const look = yield* Diagnostics
  const { journalIndex } = yield* Settings
  const seen = yield* Effect.result(
    Effect.all({ version: look.journalVersion, blocks: look.blocks([journalIndex]) }, { concurrency: 2 })
  )
  return judgeJournal.journal(journalIndex, look.knownJournalVersion, seen)
})

const access = Effect.fnUntraced(function* () {
  const look = yield* Diagnostics
  const { indexPrefixes, journalIndex } = yield* Settings
  const prefixes = Component.all.map((x) => indexPrefixes[x])
  return [
    Effect.map(journal, (finding) => [finding]),
    one(look.blocks(prefixes.map((x) => `${x}-*`)), judgeIndices.blocks),
    one(look.privileges(judgePrivileges.wanted(prefixes, journalIndex)), judgePrivileges.privileges)
  ]
})

const run = Effect.gen(function* () {
  const at = yield* Clock.currentTimeMillis
  const store = yield* SnapshotStore
  const answered = yield* Effect.result(store.ping)
  const reachable = judgeElasticsearch.reachable(answered)
  const { camundaVersion, indexPrefixes } = yield* Settings
  // While nothing answers every question would only find that out again, each after its own wait.
  if (Result.isFailure(answered) && answered.failure._tag !== "StoreRejected")
    return {
      at,
      findings: [
        reachable,
        ...Component.all.map((component) =>
          judgeIndices.versionKnown({
            component,
            version: camundaVersion,
            indexPrefix: indexPrefixes[component]
          })
        )
      ]
    }
  const groups = yield* Effect.all([
    cluster(),
    repository(),
    access(),
    ...Component.all.map((x) => component(x))
  ])
  const findings = yield* Effect.all(groups.flat(), { concurrency: "unbounded" })
  return { at, findings: [reachable, ...findings.flat()] }
})

export const layer: Layer.Layer<Check, never, Services> = Layer.effect(
  Check,
  Effect.map(Effect.context<Services>(), (services) =>
    Check.of({
      run: Effect.provideContext(run, services),
      journal: Effect.provideContext(journal, services)
    })
  )
)
