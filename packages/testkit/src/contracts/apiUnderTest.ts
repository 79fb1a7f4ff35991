import {
  type Backup,
  BackupClient,
  type BackupError,
  type BackupId,
  type Component,
  type ListPattern,
  type SnapshotName,
  type TransportError
} from "@camunda-backup/core"
import { Effect, type ManagedRuntime } from "effect"
import { expect } from "vitest"

/** How long a backup of empty parts may take, on a server that is busy with the tests of others. */
const withinMillis = 60_000

/** What an implementation can fail with. */
export type ApiError = BackupError.BackupError | TransportError.TransportError

/** Each is asked when one of them is called. */
export interface Call<A> {
  readonly succeeds: () => Promise<A>
  readonly fails: () => Promise<ApiError>
}

/** `BackupClient` for one component, as promises. */
export interface ApiUnderTest {
  readonly create: (id: bigint) => Call<ReadonlyArray<SnapshotName.SnapshotName>>
  readonly get: (id: bigint) => Call<Backup.Backup>
  readonly list: (pattern: string, verbose: boolean) => Call<ReadonlyArray<Backup.Backup>>
  readonly delete: (id: bigint) => Call<void>
  /** Waits until it is COMPLETED. */
  readonly completed: (id: bigint) => Promise<Backup.Backup>
  /** Waits until its first part is being taken. */
  readonly running: (id: bigint) => Promise<Backup.Backup>
}

export const apiUnderTest = (
  runtime: ManagedRuntime.ManagedRuntime<BackupClient, never>,
  component: Component.Component
): ApiUnderTest => {
  const call =
    <A, Arguments extends ReadonlyArray<unknown>>(
      use: (api: BackupClient["Service"], ...values: Arguments) => Effect.Effect<A, ApiError>
    ) =>
    (...values: Arguments): Call<A> => {
      const result = () => runtime.runPromise(Effect.result(BackupClient.use((api) => use(api, ...values))))
      return {
        succeeds: async () => {
          const answer = await result()
          if (answer._tag === "Failure") throw answer.failure
          return answer.success
        },
        fails: async () => {
          const answer = await result()
          if (answer._tag === "Success") return expect.fail(`succeeded with ${String(answer.success)}`)
          return answer.failure
        }
      }
    }
  const get = call((api, id: bigint) => api.get(component, id as BackupId.BackupId))
  /** Asks until it is as wanted, and returns it. */
  const until = async (id: bigint, wanted: (backup: Backup.Backup) => unknown, value: unknown) => {
    let last: Backup.Backup | undefined
    await expect
      .poll(async () => wanted((last = await get(id).succeeds())), { timeout: withinMillis, interval: 10 })
      .toEqual(value)
    return last ?? expect.fail("never asked")
  }
  return {
    create: call((api, id: bigint) => api.create(component, id as BackupId.BackupId)),
    get,
    list: call((api, pattern: string, verbose: boolean) =>
      api.list(component, { pattern: pattern as ListPattern.ListPattern, verbose })
    ),
    delete: call((api, id: bigint) => api.delete(component, id as BackupId.BackupId)),
    completed: (id: bigint) => until(id, (x) => x.state, "COMPLETED"),
    running: (id: bigint) =>
      until(id, (x) => [x.state, ...x.snapshots.map(({ part, state }) => `${part} ${state}`)], [
        "IN_PROGRESS",
        "1 IN_PROGRESS"
      ])
  }
}
