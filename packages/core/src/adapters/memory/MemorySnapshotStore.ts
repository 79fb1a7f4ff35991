/** `SnapshotStore` over `MemoryElasticsearch`, with Elasticsearch's rules of order, names and absence. */
import { Clock, Duration, Effect, Layer, Option } from "effect"
import {
  RepositoryMissing,
  RepositoryReadOnly,
  type StoreError,
  StoreRejected,
  StoreUnavailable
} from "../../domain/BackupError.ts"
import { Settings } from "../../config/Settings.ts"
import type { Component } from "../../domain/Component.ts"
import * as IndexExpression from "../../domain/IndexExpression.ts"
import * as ListPattern from "../../domain/ListPattern.ts"
import type { Snapshot } from "../../domain/Snapshot.ts"
import type { SnapshotFacts } from "../../domain/SnapshotFacts.ts"
import * as SnapshotMetadata from "../../domain/SnapshotMetadata.ts"
import * as SnapshotName from "../../domain/SnapshotName.ts"
import { type CreateAnswer, SnapshotStore } from "../../ports/SnapshotStore.ts"
import { heldIndex } from "./heldIndex.ts"
import { MemoryElasticsearch, type State, type StoredSnapshot } from "./MemoryElasticsearch.ts"

const toSnapshot = (
  component: Component,
  stored: StoredSnapshot,
  verbose: boolean,
  now: number
): Option.Option<Snapshot> =>
  Option.map(SnapshotName.parse(component, stored.name), (parsed) => ({
    ...parsed,
    uuid: stored.uuid,
    state: (stored.runsUntil ?? now) > now ? "IN_PROGRESS" : stored.state,
    startTime: verbose ? stored.startTime : null,
    failures: [],
    indices: stored.indices,
    attempt: verbose ? stored.attempt : null,
    ...(verbose && stored.annotation !== undefined ? { annotation: stored.annotation } : {}),
    damaged: verbose && stored.damaged
  }))

/** Snapshots take no time here, and one shard an index. */
const factsOf = ({ name, uuid, startTime, state, indices }: Snapshot): SnapshotFacts => {
  const total = indices?.length ?? 0
  const running = state === "IN_PROGRESS"
  return {
    name,
    uuid,
    endTime: running ? null : startTime,
    indices: indices ?? [],
    shards: { total, successful: running ? 0 : total, failed: 0 },
    bytes: running ? null : total
  }
}

const byTime = (a: StoredSnapshot, b: StoredSnapshot): number =>
  a.startTime - b.startTime || (a.name < b.name ? -1 : 1)
const byName = (a: StoredSnapshot, b: StoredSnapshot): number => (a.name < b.name ? -1 : 1)

const repositoryOf = Effect.fnUntraced(function* (state: State, name: string, operation: string) {
  if (!state.reachable)
    return yield* new StoreUnavailable({ operation, reason: "connection refused", ambiguous: false })
  const repository = state.repositories.get(name)
  if (repository === undefined) return yield* new RepositoryMissing({ repository: name })
  return repository
})

const matching = Effect.fnUntraced(function* (
  state: State,
  repository: string,
  component: Component,
  expression: string,
  verbose: boolean
) {
  const { snapshots } = yield* repositoryOf(state, repository, "searching for snapshots")
  const now = yield* Clock.currentTimeMillis
  const matches = (name: string): boolean =>
    expression.endsWith("*") ? name.startsWith(expression.slice(0, -1)) : name === expression
  return [...snapshots.values()]
    .filter((x) => matches(x.name))
    .toSorted(verbose ? byTime : byName)
    .flatMap((x) => Option.toArray(toSnapshot(component, x, verbose, now)))
})

/** Provides `SnapshotStore`. */
export const layer: Layer.Layer<SnapshotStore, never, MemoryElasticsearch | Settings> = Layer.effect(
  SnapshotStore,
  Effect.gen(function* () {
    const state = yield* MemoryElasticsearch
    const requestTimeoutMillis = Duration.toMillis((yield* Settings).requestTimeout)

    const create = Effect.fnUntraced(function* (
      repository: string,
      request: Parameters<SnapshotStore["Service"]["create"]>[1]
    ): Effect.fn.Return<CreateAnswer, StoreError> {
      const { snapshots, readOnly } = yield* repositoryOf(state, repository, "creating a snapshot")
      if (readOnly) return yield* new RepositoryReadOnly({ repository })
      const name = request.part.snapshot
      if (snapshots.has(name))
        return { _tag: "NameTaken", reason: "snapshot with the same name already exists" }
      const ending = state.endings.shift() ?? { state: "SUCCESS" as const }
      if (ending === "not now") return { _tag: "NotNow", reason: "unassigned primary shards" }
      const absent = request.part.expression.find(
        (x) => !x.includes("*") && !x.startsWith("-") && !IndexExpression.exists(x, state.catalog)
      )
      if (absent !== undefined)
        return yield* new StoreRejected({
          operation: `creating snapshot [${repository}:${name}]`,
          status: 404,
          type: "index_not_found_exception",
          reason: `no such index [${absent}]`
        })
      const metadataBytes = SnapshotMetadata.bytes(
        SnapshotMetadata.of(request.plan, request.part, request.attempt)
      )
      if (metadataBytes > SnapshotMetadata.maxBytes)
        return yield* new StoreRejected({
          operation: `creating snapshot [${repository}:${name}]`,
          status: 400,
          type: "action_request_validation_exception",
          reason: `Validation Failed: 1: metadata must be smaller than 1024 bytes, but was [${metadataBytes}];`
        })
      const { without = [], with: added = [], takesMillis = 0 } = typeof ending === "object" ? ending : {}
      const startTime = yield* Clock.currentTimeMillis
      const indices = [...IndexExpression.resolve(request.part.expression, state.catalog), ...added].filter(
        (x) => !without.includes(x)
      )
      const stored: StoredSnapshot = {
        name,
        uuid: `uuid-${++state.made}`,
        state: typeof ending === "object" ? ending.state : "SUCCESS",
        startTime,
        indices,
        contents: new Map(indices.map((x) => [x, heldIndex(state, x)])),
        attempt: request.attempt,
        ...(request.plan.annotation === undefined ? {} : { annotation: request.plan.annotation }),
        damaged: false,
        ...(takesMillis > 0 ? { runsUntil: startTime + takesMillis } : {})
      }
      snapshots.set(name, stored)
      if (takesMillis > 0) yield* Effect.sleep(Math.min(takesMillis, requestTimeoutMillis))
      const now = yield* Clock.currentTimeMillis
      const snapshot = toSnapshot(request.plan.component, stored, true, now)
      // Deleted while it ran: Elasticsearch answers so.
      if (snapshots.get(name) !== stored && Option.isSome(snapshot))
        return { _tag: "Answered", snapshot: { ...snapshot.value, state: "FAILED" } }
      if (ending === "lost answer" || takesMillis > requestTimeoutMillis || Option.isNone(snapshot))
        return yield* new StoreUnavailable({
          operation: "creating a snapshot",
          reason: "connection reset",
          ambiguous: true
        })
      return { _tag: "Answered", snapshot: snapshot.value }
    })

    return SnapshotStore.of({
      checkWritable: Effect.fnUntraced(function* (repository) {
        const found = yield* repositoryOf(state, repository, "retrieving the repository")
        if (found.readOnly) return yield* new RepositoryReadOnly({ repository })
      }),
      create,
      findOne: (repository, component, name) =>
        Effect.gen(function* () {
          const { snapshots } = yield* repositoryOf(state, repository, "searching for a snapshot")
          const now = yield* Clock.currentTimeMillis
          return Option.flatMap(Option.fromNullishOr(snapshots.get(name)), (x) =>
            toSnapshot(component, x, true, now)
          )
        }),
      find: (repository, component, backupId) =>
        matching(state, repository, component, SnapshotName.search(component, backupId), true),
      describe: (repository, component, backupIds) =>
        Effect.map(
          Effect.forEach(backupIds, (x) =>
            matching(state, repository, component, SnapshotName.search(component, x), true)
          ),
          (found) =>
            found
              .flat()
              .filter((x) => !x.damaged)
              .map(factsOf)
        ),
      progress: (repository, component, name) =>
        Effect.map(repositoryOf(state, repository, "retrieving progress"), ({ snapshots }) => {
          const found = snapshots.get(name)
          return found?.state === "IN_PROGRESS" && Option.isSome(SnapshotName.parse(component, name))
            ? Option.some(state.progress)
            : Option.none()
        }),
      running: (repository, component) =>
        Effect.map(matching(state, repository, component, "*", false), (found) =>
          found.filter((x) => x.state === "IN_PROGRESS")
        ),
      list: (repository, component, pattern, { verbose }) =>
        matching(state, repository, component, ListPattern.search(component, pattern), verbose),
      delete: Effect.fnUntraced(function* (repository, names) {
        const { snapshots, readOnly } = yield* repositoryOf(state, repository, "deleting snapshots")
        if (readOnly) return yield* new RepositoryReadOnly({ repository })
        for (const name of names) snapshots.delete(name)
      }),
      ping: Effect.suspend(() =>
        state.reachable
          ? Effect.void
          : Effect.fail(
              new StoreUnavailable({
                operation: "retrieving the repositories",
                reason: "connection refused",
                ambiguous: false
              })
            )
      )
    })
  })
)
