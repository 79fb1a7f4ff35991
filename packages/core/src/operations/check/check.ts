/**
 * Looks at everything on which a backup depends, concurrently, and lets the domain judge it.
 *
 * Law: there is an error for a component (its own, or one that concerns all) exactly when a create of it would be refused right now, or would not end
 * COMPLETED for a reason that can be known. Refusals come from the very plan that a create makes.
 */
import { Clock, Effect, Layer, Option, Result } from "effect"
import { Settings } from "../../config/Settings.ts"
import type { StoreError } from "../../domain/BackupError.ts"
import * as Component from "../../domain/Component.ts"
import * as Finding from "../../domain/check/Finding.ts"
import * as judgeElasticsearch from "../../domain/check/judgeElasticsearch.ts"
import * as judgeIndices from "../../domain/check/judgeIndices.ts"
import * as judgePrivileges from "../../domain/check/judgePrivileges.ts"
import * as Privilege from "../../domain/check/Privilege.ts"
import { toMakeJournal, wantedForRestore } from "../../domain/restore/wantedForRestore.ts"
import { Check } from "../../ports/Check.ts"
import { Diagnostics } from "../../ports/Diagnostics.ts"
import type { IndexCatalog } from "../../ports/IndexCatalog.ts"
import type { Journal } from "../../ports/Journal.ts"
import type { Lease } from "../../ports/Lease.ts"
import type { RestoreJournal } from "../../ports/RestoreJournal.ts"
import type { ScheduleJournal } from "../../ports/ScheduleJournal.ts"
import { SnapshotStore } from "../../ports/SnapshotStore.ts"
import { componentFindings } from "./componentFindings.ts"
import { journalFindings, journalIndexFinding } from "./journalFindings.ts"
import { repositoryFindings } from "./repositoryFindings.ts"
import { scheduleFindings } from "./scheduleFindings.ts"

type Services =
  | Settings
  | SnapshotStore
  | IndexCatalog
  | Journal
  | RestoreJournal
  | ScheduleJournal
  | Lease
  | Diagnostics

type Findings = Effect.Effect<ReadonlyArray<Finding.Finding>, never, Services>

const one = <A>(
  probe: Effect.Effect<A, StoreError, Services>,
  judge: (seen: Result.Result<A, StoreError>) => Finding.Finding
): Findings => Effect.map(Effect.result(probe), (seen) => [judge(seen)])

const cluster: Findings = Effect.gen(function* () {
  const look = yield* Diagnostics
  const clock = Effect.all([Clock.currentTimeMillis, Effect.result(look.clock), Clock.currentTimeMillis])
  const groups = yield* Effect.all(
    [
      one(look.version, judgeElasticsearch.version),
      one(look.health, judgeElasticsearch.health),
      one(look.diskUse, judgeElasticsearch.disk),
      Effect.map(clock, ([from, seen, to]) => [judgeElasticsearch.clock(seen, { from, to })])
    ],
    { concurrency: "unbounded" }
  )
  return groups.flat()
})

/** `unseen`: patterns of indices that the role may not see. */
const access = Effect.gen(function* () {
  const look = yield* Diagnostics
  const { indexPrefixes, journalIndex: index } = yield* Settings
  const prefixes = Component.all.map((x) => indexPrefixes[x])
  const forBackups = judgePrivileges.wanted(prefixes, index)
  const forRestores = Privilege.both(wantedForRestore(prefixes, index), toMakeJournal(index))
  const { blocks, found, privileges } = yield* Effect.all(
    {
      found: Effect.result(look.journalIndex),
      blocks: one(look.blocks(prefixes.map((x) => `${x}-*`)), judgeIndices.blocks),
      privileges: Effect.result(look.privileges(Privilege.both(forBackups, forRestores)))
    },
    { concurrency: "unbounded" }
  )
  const exists = Result.isSuccess(found) && found.success.length > 0
  const missingOf = (wanted: Privilege.Wanted) =>
    Result.map(privileges, (x) => Option.map(x, (missing) => Privilege.of(wanted, missing)))
  const missing = Option.getOrElse(Option.flatten(Result.getSuccess(privileges)), () => [])
  const unseen = missing.flatMap((x) => (x.action === judgeIndices.toSee ? [x.index] : []))
  const findings = [
    ...(yield* journalFindings(found)),
    ...blocks,
    ...judgePrivileges.privileges(missingOf(forBackups), exists),
    ...judgePrivileges.restorePrivileges(missingOf(forRestores), exists)
  ]
  return { findings, unseen: new Set(unseen) }
})

const run = Effect.fn("Check.run")(function* () {
  const at = yield* Clock.currentTimeMillis
  const store = yield* SnapshotStore
  const answered = yield* Effect.result(store.ping)
  const reachable = judgeElasticsearch.reachable(answered)
  const { camundaVersion, indexPrefixes } = yield* Settings
  // While nothing answers or grants access, every request would only find that out again, each after its own wait.
  if (Result.isFailure(answered) && !isAnswer(answered.failure))
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
  const [[ofCluster, ofRepository, { findings: ofAccess, unseen }, ofSchedules], own] = yield* Effect.all(
    [
      Effect.all([cluster, repositoryFindings, access, scheduleFindings], { concurrency: "unbounded" }),
      Effect.forEach(Component.all, componentFindings, { concurrency: "unbounded" })
    ],
    { concurrency: "unbounded" }
  )
  const common = [reachable, ...ofCluster, ...ofRepository, ...ofAccess]
  const findings = own.flatMap(({ component, findings: found, refusal }) => {
    const indexPrefix = indexPrefixes[component]
    const settings = { component, version: camundaVersion, indexPrefix }
    const seen = found.map((x) =>
      x.what === "required-indices" && unseen.has(`${indexPrefix}-*`)
        ? judgeIndices.requiredUnseen(settings)
        : x
    )
    return [...seen, ...unexplained(component, refusal, [...common, ...seen])]
  })
  return { at, findings: [...common, ...findings, ...ofSchedules] }
})

/** Elasticsearch refused this one request, and may answer others. */
const isAnswer = (failure: StoreError): boolean => failure._tag === "StoreRejected" && failure.status !== 401

/** The law holds even where none of the judges knows why a create is refused. */
const unexplained = (
  component: Component.Component,
  refusal: Option.Option<string>,
  findings: ReadonlyArray<Finding.Finding>
): ReadonlyArray<Finding.Finding> =>
  Option.isNone(refusal) ||
  findings.some((x) => x.severity === "error" && (x.component === null || x.component === component))
    ? []
    : [
        Finding.error(
          "create",
          {
            symptom: `A backup of ${component} would be refused: ${refusal.value}`,
            impact: "No backup of it can be taken.",
            action: `camunda-backup create --dry-run --component ${component} asks for it again.`
          },
          component
        )
      ]

export const layer: Layer.Layer<Check, never, Services> = Layer.effect(
  Check,
  Effect.map(Effect.context<Services>(), (services) =>
    Check.of({
      run: Effect.provideContext(run(), services),
      journal: Effect.provideContext(journalIndexFinding, services)
    })
  )
)
