/** Looks at the snapshot repository: whether it is registered, every node can write to it, and it has room. */
import { Effect, Option, Result } from "effect"
import { Settings } from "../../config/Settings.ts"
import * as Component from "../../domain/Component.ts"
import type { Finding } from "../../domain/check/Finding.ts"
import * as IndexSets from "../../domain/IndexSets.ts"
import * as judgeRepository from "../../domain/check/judgeRepository.ts"
import { Diagnostics } from "../../ports/Diagnostics.ts"
import { SnapshotStore } from "../../ports/SnapshotStore.ts"

export const repositoryFindings: Effect.Effect<
  ReadonlyArray<Finding>,
  never,
  Diagnostics | Settings | SnapshotStore
> = Effect.gen(function* () {
  const look = yield* Diagnostics
  const store = yield* SnapshotStore
  const { camundaVersion, repository } = yield* Settings
  if (Option.isNone(repository)) return [judgeRepository.notConfigured]
  const name = repository.value
  const seen = yield* Effect.result(store.checkWritable(name))
  const registered = judgeRepository.registered(name, seen)
  // For a repository that is missing or cannot be written, one finding is enough.
  if (Result.isFailure(seen)) return [registered]
  const { limit, nodes, snapshots } = yield* Effect.all(
    {
      nodes: Effect.result(look.verify(name)),
      snapshots: Effect.result(look.snapshotCount(name)),
      limit: Effect.result(look.snapshotLimit(name))
    },
    { concurrency: "unbounded" }
  )
  const room = Result.flatMap(snapshots, (x) => Result.map(limit, (y) => ({ snapshots: x, limit: y })))
  const needed = Component.all.map(
    (component) =>
      [
        component,
        Option.match(IndexSets.find(component, camundaVersion), { onNone: () => 0, onSome: (x) => x.length })
      ] as const
  )
  return [registered, judgeRepository.writable(name, nodes), ...judgeRepository.room(name, needed, room)]
})
