/** A drill within a limit of bytes: which indices it restores. The same seed selects the same ones; another night's another. */
import { digest } from "../digest.ts"
import type { RestorePart } from "./RestorePlan.ts"

/** Indices in an order that the seed decides, as many as fit. A part of which none is taken is kept, empty. */
export const sampleOf = (
  parts: ReadonlyArray<RestorePart>,
  { maxBytes, seed }: { readonly maxBytes: number; readonly seed: string }
): ReadonlyArray<RestorePart> => {
  const indices = parts
    .flatMap((part) => part.indices)
    .toSorted((a, b) => (digest([seed, a.name]) < digest([seed, b.name]) ? -1 : 1))
  const taken = new Set<string>()
  let left = maxBytes
  for (const { name, bytes } of indices)
    if (bytes <= left) {
      taken.add(name)
      left -= bytes
    }
  return parts.map((part) => ({ ...part, indices: part.indices.filter((x) => taken.has(x.name)) }))
}
