/** A snapshot of some indices, and the means to restore from it and to look until that has ended. */
import {
  Indices,
  Recovery,
  RestoreId,
  type RestoreRequest,
  type ShardRecovery,
  type SnapshotName,
  SnapshotStore
} from "@camunda-backup/core"
import { Effect, Schedule } from "effect"
import { aPart } from "./aPart.ts"
import type { StoreWorld } from "./StoreWorld.ts"

export const restoreScene = (world: StoreWorld) => {
  const mark = RestoreId.restoreId("0123456789abcdef0123456789abcdef")
  const recovery = <A, E>(use: (port: Recovery["Service"]) => Effect.Effect<A, E>): Promise<A> =>
    world.runtime.runPromise(Recovery.use(use))
  return {
    mark,
    recovery,
    indices: <A, E>(use: (port: Indices["Service"]) => Effect.Effect<A, E>): Promise<A> =>
      world.runtime.runPromise(Indices.use(use)),
    refused: <A, E>(use: (port: Recovery["Service"]) => Effect.Effect<A, E>): Promise<E> =>
      world.runtime.runPromise(Effect.flip(Recovery.use(use))),
    /** Takes a snapshot of indices. */
    take: async (
      repository: string,
      backupId: bigint,
      indices: readonly [string, ...ReadonlyArray<string>]
    ): Promise<SnapshotName.SnapshotName> => {
      const request = aPart(backupId, indices)
      await world.runtime.runPromise(SnapshotStore.use((store) => store.create(repository, request)))
      return request.part.snapshot
    },
    restoreOf: (
      repository: string,
      snapshot: SnapshotName.SnapshotName,
      indices: ReadonlyArray<string>,
      x: Partial<RestoreRequest> = {}
    ): RestoreRequest => ({
      repository,
      snapshot,
      indices,
      namePrefix: "",
      mark,
      trial: false,
      blocksLater: false,
      ...x
    }),
    /** Looks until every shard of these indices is there or given up; fails after some seconds. */
    ended: (names: ReadonlyArray<string>): Promise<ReadonlyArray<ShardRecovery>> =>
      recovery((port) =>
        port.shards(names).pipe(
          Effect.repeat({
            until: (shards) =>
              new Set(shards.map((x) => x.index)).size === names.length &&
              shards.every((x) => x.state !== "copying" && x.state !== "waiting"),
            schedule: Schedule.spaced("50 millis")
          }),
          Effect.timeout("20 seconds")
        )
      )
  }
}
