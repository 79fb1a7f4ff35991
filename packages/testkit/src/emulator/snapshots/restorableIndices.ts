import { indexNotFoundBare } from "../indices/indexErrors.ts"
import { isWildcard, wildcard } from "../indices/wildcard.ts"
import type { RestoreRequest } from "./RestoreRequest.ts"
import type { IndexImage, Snapshot } from "./Snapshot.ts"

/** Which indices of a snapshot a restore asks for. Names are those in the snapshot; aliases mean nothing here. */
export const restorableIndices = (
  snapshot: Snapshot,
  { indices, ignoreUnavailable }: Pick<RestoreRequest, "indices" | "ignoreUnavailable">
): ReadonlyMap<string, IndexImage> => {
  if (indices.length === 0 || (indices.length === 1 && ["_all", "*"].includes(indices[0] ?? "")))
    return snapshot.indices
  const chosen = new Map<string, IndexImage>()
  let wildcardSeen = false
  for (const written of indices) {
    const exclusion = wildcardSeen && written.startsWith("-")
    const expression = exclusion ? written.slice(1) : written
    const pattern = wildcard(expression)
    if (isWildcard(expression)) wildcardSeen = true
    else if (!exclusion && !snapshot.indices.has(expression) && !ignoreUnavailable)
      throw indexNotFoundBare(expression)
    for (const [name, image] of snapshot.indices)
      if (pattern.test(name))
        if (exclusion) chosen.delete(name)
        else chosen.set(name, image)
  }
  return chosen
}
