import { indexNotFoundBare } from "../indices/indexErrors.ts"
import { isWildcard, wildcard } from "../indices/wildcard.ts"
import type { RestoreRequest } from "./RestoreRequest.ts"
import type { IndexImage, Snapshot } from "./Snapshot.ts"

/**
 * Which indices of a snapshot a restore asks for. Names are those in the snapshot; aliases mean nothing here.
 *
 * Unlike in a create, an exclusion counts wherever it stands; as the first one it takes away from all that there is.
 */
export const restorableIndices = (
  snapshot: Snapshot,
  { indices, ignoreUnavailable }: Pick<RestoreRequest, "indices" | "ignoreUnavailable">
): ReadonlyMap<string, IndexImage> => {
  if (indices.length === 0 || (indices.length === 1 && ["_all", "*"].includes(indices[0] ?? "")))
    return snapshot.indices
  const chosen = new Set<string>(indices[0]?.startsWith("-") === true ? snapshot.indices.keys() : [])
  for (const written of indices) {
    const known = snapshot.indices.has(written)
    const exclusion = !known && written.startsWith("-")
    const expression = exclusion ? written.slice(1) : written
    if (!isWildcard(expression) && !snapshot.indices.has(expression) && !ignoreUnavailable)
      throw indexNotFoundBare(expression)
    for (const name of snapshot.indices.keys())
      if (wildcard(expression).test(name))
        if (exclusion) chosen.delete(name)
        else chosen.add(name)
  }
  return new Map([...snapshot.indices].filter(([name]) => chosen.has(name)))
}
