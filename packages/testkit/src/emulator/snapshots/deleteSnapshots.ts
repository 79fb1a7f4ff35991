import type { Cluster } from "../cluster/Cluster.ts"
import { ElasticsearchError } from "../ElasticsearchError.ts"
import { isWildcard, wildcard } from "../indices/wildcard.ts"
import { isReadOnly } from "../repositories/Repository.ts"
import { requireRepository } from "../repositories/resolveRepositories.ts"
import { abortSnapshot } from "./finishSnapshot.ts"
import { snapshotMissing } from "./snapshotErrors.ts"

/** Deletes all that is named, running ones too, or nothing: one missing name fails the request. */
export const deleteSnapshots = (cluster: Cluster, repositoryName: string, names: readonly string[]): void => {
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
  for (const one of running) if (doomed.has(one.name)) abortSnapshot(cluster, one)
  for (const name of doomed) snapshots.delete(name)
}
