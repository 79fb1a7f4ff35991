/** `Recovery` over `MemoryElasticsearch`, with Elasticsearch's rules of what stands in the way. */
import { Clock, Effect, Layer } from "effect"
import {
  RepositoryMissing,
  type StoreError,
  StoreRejected,
  StoreUnavailable
} from "../../domain/BackupError.ts"
import type { ShardRecovery } from "../../domain/restore/ShardRecovery.ts"
import { isLeftOutOfCopy } from "../../domain/restore/settingKinds.ts"
import { exactNames } from "../../ports/exactNames.ts"
import type { Running } from "../../domain/restore/Running.ts"
import { Recovery, type RestoreAnswer, type RestoreRequest } from "../../ports/Recovery.ts"
import { heldIndex, nothing, putIndex } from "./heldIndex.ts"
import {
  type Content,
  type HeldIndex,
  MemoryElasticsearch,
  type StoredSnapshot
} from "./MemoryElasticsearch.ts"
import { shardState } from "./shardState.ts"

const refused = (operation: string, status: number, type: string, reason: string): StoreRejected =>
  new StoreRejected({ operation, status, type, reason })

const contentOf = (stored: StoredSnapshot, index: string): Content => stored.contents?.get(index) ?? nothing

/** As Elasticsearch makes it of what was in the snapshot. */
const restoredIndex = (
  content: Content,
  { mark, namePrefix, repository, snapshot }: RestoreRequest,
  uuid: string,
  runsUntil: number,
  failure: NonNullable<HeldIndex["restored"]>["failure"]
): HeldIndex => ({
  documents: content.documents,
  bytes: content.bytes,
  sequence: content.sequence,
  mapping: content.mapping,
  settings: Object.fromEntries(
    Object.entries(content.settings).filter(([name]) => namePrefix === "" || !isLeftOutOfCopy(name))
  ),
  aliases: namePrefix === "" ? content.aliases : [],
  uuid,
  open: true,
  mark,
  blocks: ["write"],
  restored: { repository, snapshot, runsUntil, failure }
})

const recoveredOf = (index: HeldIndex, state: ShardRecovery["state"]): ShardRecovery["recovered"] =>
  index.restored === null || index.restored.failure?.state === state
    ? null
    : {
        snapshot: index.restored.snapshot,
        bytes: state === "started" ? index.bytes : 0,
        totalBytes: index.bytes,
        files: state === "started" ? 1 : 0,
        totalFiles: 1,
        checkedMillis: state === "started" ? 1 : 0
      }

/** Provides `Recovery`. */
export const layer: Layer.Layer<Recovery, never, MemoryElasticsearch> = Layer.effect(
  Recovery,
  Effect.map(MemoryElasticsearch, (state) => {
    const reached = (operation: string): Effect.Effect<void, StoreUnavailable> =>
      Effect.suspend(() =>
        state.reachable
          ? Effect.void
          : Effect.fail(new StoreUnavailable({ operation, reason: "connection refused", ambiguous: false }))
      )

    const repositoryOf = Effect.fnUntraced(function* (operation: string, name: string) {
      yield* reached(operation)
      const repository = state.repositories.get(name)
      if (repository === undefined) return yield* new RepositoryMissing({ repository: name })
      return repository
    })

    const inTheWay = (operation: string, name: string): StoreRejected | null => {
      if (state.catalog.aliases.some((x) => x.name === name)) {
        const reason = `Invalid index name [${name}], already exists as alias`
        return refused(operation, 400, "invalid_index_name_exception", reason)
      }
      if (!state.catalog.indices.some((x) => x.name === name) || !heldIndex(state, name).open) return null
      const reason = `cannot restore index [${name}] because an open index with same name already exists in the cluster`
      return refused(operation, 500, "snapshot_restore_exception", reason)
    }

    const restore = Effect.fnUntraced(function* (
      request: RestoreRequest
    ): Effect.fn.Return<RestoreAnswer, StoreError> {
      const { indices, namePrefix, repository, snapshot } = request
      const operation = `restoring from snapshot [${repository}:${snapshot}]`
      yield* exactNames(operation, indices)
      const { snapshots } = yield* repositoryOf(operation, repository)
      const lost = new StoreUnavailable({ operation, reason: "connection reset", ambiguous: true })
      const ending = state.restores.shift() ?? { takesMillis: 0 }
      if (ending === "lost request") return yield* lost
      if (ending === "not now") return { _tag: "NotNow", reason: "concurrent_snapshot_execution_exception" }
      const now = yield* Clock.currentTimeMillis
      const stored = snapshots.get(snapshot)
      if (stored === undefined || (stored.runsUntil ?? now) > now)
        return yield* refused(
          operation,
          500,
          "snapshot_restore_exception",
          `[${repository}:${snapshot}] snapshot does not exist`
        )
      const absent = indices.find((x) => !stored.indices.includes(x))
      if (absent !== undefined)
        return yield* refused(operation, 404, "index_not_found_exception", `no such index [${absent}]`)
      const obstacle = indices.map((x) => inTheWay(operation, `${namePrefix}${x}`)).find((x) => x !== null)
      if (obstacle !== undefined) return yield* obstacle
      const { ends, takesMillis = 0 } = typeof ending === "object" ? ending : {}
      const runsUntil = now + takesMillis
      for (const index of indices) {
        const failure =
          stored.damaged || stored.damagedIndices?.includes(index) === true
            ? { state: "failed" as const, reason: "verification failed (hardware problem?)" }
            : ends === undefined
              ? null
              : { state: ends, reason: `it is ${ends}` }
        const name = `${namePrefix}${index}`
        const content = contentOf(stored, index)
        putIndex(
          state,
          name,
          restoredIndex(content, request, `index-${++state.indicesMade}`, runsUntil, failure)
        )
      }
      if (ending === "lost answer") return yield* lost
      return { _tag: "Accepted" }
    })

    return Recovery.of({
      content: Effect.fnUntraced(function* (repository, names) {
        const operation = `reading what snapshots of [${repository}] hold`
        const { snapshots } = yield* repositoryOf(operation, repository)
        return yield* Effect.forEach(names, (name) => {
          const stored = snapshots.get(name)
          if (stored === undefined || stored.damaged || stored.unreadable === true) {
            const which = stored === undefined ? name : `${name}/${stored.uuid}`
            const reason = `[${repository}:${which}] is missing`
            return Effect.fail(refused(operation, 404, "snapshot_missing_exception", reason))
          }
          return Effect.succeed({
            name,
            uuid: stored.uuid,
            indices: stored.indices
              .map((index) => ({ name: index, shards: 1, bytes: contentOf(stored, index).bytes, files: 1 }))
              .toSorted((a, b) => (a.name < b.name ? -1 : 1))
          })
        })
      }),
      restore,
      shards: Effect.fnUntraced(function* (names) {
        yield* reached("asking for shards")
        const now = yield* Clock.currentTimeMillis
        return names
          .filter((name) => state.catalog.indices.some((x) => x.name === name))
          .map((name): ShardRecovery => {
            const index = heldIndex(state, name)
            const shard = shardState(index.restored, now)
            const { failure = null } = index.restored ?? {}
            const reason = failure?.state === shard ? failure.reason : null
            return { index: name, shard: 0, state: shard, reason, recovered: recoveredOf(index, shard) }
          })
      }),
      running: Effect.gen(function* () {
        yield* reached("asking for what runs")
        const now = yield* Clock.currentTimeMillis
        const snapshots = [...state.repositories].flatMap(([repository, { snapshots }]) =>
          [...snapshots.values()]
            .filter((x) => (x.runsUntil ?? now) > now)
            .map((x): Running => ({ what: "snapshot", name: x.name, repository }))
        )
        const restores = [...state.held].flatMap(([name, { restored }]): ReadonlyArray<Running> =>
          restored !== null && restored.runsUntil > now
            ? [{ what: "restore", name, repository: restored.repository }]
            : []
        )
        return [...snapshots, ...restores]
      })
    })
  })
)
