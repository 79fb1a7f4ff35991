import type { RepositoryState } from "./RepositoryState.ts"
import { ElasticsearchError } from "../ElasticsearchError.ts"
import { splitList } from "../http/splitList.ts"
import { isWildcard, wildcard } from "../indices/wildcard.ts"
import type { Repository } from "./Repository.ts"

export const repositoryMissing = (name: string): ElasticsearchError =>
  new ElasticsearchError(404, "repository_missing_exception", `[${name}] missing`)

export const requireRepository = (cluster: RepositoryState, name: string): Repository => {
  const repository = cluster.repositories.get(name)
  if (repository === undefined) throw repositoryMissing(name)
  return repository
}

const isExclusion = (names: readonly string[], at: number): boolean =>
  names[at]?.startsWith("-") === true && names.slice(0, at).some(isWildcard)

/** The repositories that an expression means: every exact name must exist, a wildcard may match nothing. */
export const resolveRepositories = (cluster: RepositoryState, expression: string): readonly Repository[] => {
  const names = splitList(expression)
  if (names.length === 0 || expression === "_all" || expression === "*")
    return [...cluster.repositories.values()]
  const missing = names.filter(
    (name, at) => !isWildcard(name) && !isExclusion(names, at) && !cluster.repositories.has(name)
  )
  if (missing.length > 0) throw repositoryMissing(missing.join(", "))
  const found = new Map<string, Repository>()
  let wildcardSeen = false
  for (const name of names) {
    const exclusion = wildcardSeen && name.startsWith("-")
    const pattern = exclusion ? name.slice(1) : name
    wildcardSeen ||= isWildcard(pattern)
    for (const repository of cluster.repositories.values())
      if (wildcard(pattern).test(repository.name))
        if (exclusion) found.delete(repository.name)
        else found.set(repository.name, repository)
  }
  return [...found.values()]
}
