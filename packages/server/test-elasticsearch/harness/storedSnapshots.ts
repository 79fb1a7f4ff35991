/** The snapshots of a repository as Elasticsearch itself tells of them, with the backup id in all its digits. */
import { type Backend, elasticsearch } from "../../test/harness/Backend.ts"

export interface StoredSnapshot {
  readonly snapshot: string
  readonly uuid: string
  readonly state: string
  readonly indices: ReadonlyArray<string>
  readonly include_global_state: boolean
  readonly feature_states: ReadonlyArray<unknown>
  readonly failures: ReadonlyArray<unknown>
  readonly metadata: {
    readonly backupId: bigint
    readonly version: string
    readonly partNo: number
    readonly partCount: number
    readonly attempt: string
  }
}

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown

const parse = JSON.parse as (text: string, reviver: Reviver) => unknown

/** Sorted by name. */
export const storedSnapshots = async (
  backend: Backend,
  repository: string
): Promise<ReadonlyArray<StoredSnapshot>> => {
  const response = await fetch(`${backend.url}/_snapshot/${repository}/*?sort=name`)
  const body = parse(await response.text(), (key, value, { source = "" }) =>
    key === "backupId" ? BigInt(source) : value
  )
  return (body as { readonly snapshots: ReadonlyArray<StoredSnapshot> }).snapshots
}

export interface RestoreAnswer {
  readonly indices: ReadonlyArray<string>
  readonly failedShards: number
}

/** As Camunda's guide restores: snapshot after snapshot, waiting, with no body. Throws when Elasticsearch refuses one. */
export const restoreInOrder = async (
  backend: Backend,
  repository: string,
  names: ReadonlyArray<string>
): Promise<ReadonlyArray<RestoreAnswer>> => {
  const answers: Array<RestoreAnswer> = []
  for (const name of names) {
    const path = `/_snapshot/${repository}/${name}/_restore?wait_for_completion=true`
    // oxlint-disable-next-line no-await-in-loop -- the guide's order is part of what is proven
    const { status, body } = await elasticsearch(backend, "POST", path)
    if (status !== 200) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`)
    const { indices, shards } = (body as RestoreBody).snapshot
    answers.push({ indices: indices.toSorted(), failedShards: shards.total - shards.successful })
  }
  return answers
}

interface RestoreBody {
  readonly snapshot: {
    readonly indices: ReadonlyArray<string>
    readonly shards: { readonly total: number; readonly successful: number }
  }
}
