import type { ServerNode } from "../ServerNode.ts"
import type { RepositoryState } from "../repositories/RepositoryState.ts"
import type { SnapshotWork } from "./SnapshotWork.ts"
import { ElasticsearchError } from "../ElasticsearchError.ts"
import { isWildcard, wildcard } from "../indices/wildcard.ts"
import { isReadOnly, type Repository } from "../repositories/Repository.ts"
import { requireRepository } from "../repositories/resolveRepositories.ts"
import { abortSnapshot } from "./abortSnapshot.ts"
import { proceedSnapshots } from "./proceedSnapshots.ts"
import { snapshotMissing, snapshotPrefix } from "./snapshotErrors.ts"

/**
 * Deletes all that is named, running ones too, or nothing: one missing name fails the request, and throws before anything happens.
 * Resolves when it is done; that is at once unless something runs in the repository.
 */
export const deleteSnapshots = (
  cluster: ServerNode & RepositoryState & SnapshotWork,
  repositoryName: string,
  names: readonly string[]
): Promise<void> => {
  const repository = requireRepository(cluster, repositoryName)
  const { snapshots } = repository.store
  const running = cluster.running.filter((one) => one.repository.name === repositoryName)
  const known = new Set([...snapshots.keys(), ...running.map((one) => one.name)])
  const doomed = new Set<string>()
  for (const name of names)
    if (isWildcard(name)) {
      for (const candidate of known) if (wildcard(name).test(candidate)) doomed.add(candidate)
    } else if (known.has(name)) doomed.add(name)
    else throw snapshotMissing(repositoryName, name)
  if (doomed.size > 0 && isReadOnly(repository))
    throw new ElasticsearchError(...cluster.traits.readOnly, `[${repositoryName}] repository is readonly`)
  checkNotRestored(cluster, repository, doomed)
  const aborted = running.filter((one) => doomed.has(one.name))
  const recorded = [...doomed].some((name) => snapshots.has(name)) || aborted.some((one) => !one.untouched)
  for (const one of aborted) abortSnapshot(cluster, one)
  if (!recorded) return Promise.resolve()
  const { promise, resolve } = Promise.withResolvers<void>()
  cluster.deletions.push({ repository, names: doomed, done: resolve })
  proceedSnapshots(cluster)
  return promise
}

/** A snapshot that is being restored stays. */
const checkNotRestored = (
  cluster: ServerNode & RepositoryState & SnapshotWork,
  { name }: Repository,
  doomed: ReadonlySet<string>
): void => {
  const restore = cluster.restores.find(
    ({ repository, snapshot }) => repository.name === name && doomed.has(snapshot.name)
  )
  if (restore === undefined) return
  const prefix = snapshotPrefix(cluster, name, restore.snapshot)
  throw new ElasticsearchError(
    503,
    "concurrent_snapshot_execution_exception",
    `${prefix}cannot delete snapshot during a restore in progress in ` +
      `[RestoreInProgress[{${restore.uuid}}{${prefix.trim().slice(1, -1)}}]]`
  )
}
