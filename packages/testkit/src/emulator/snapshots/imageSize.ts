import type { IndexImage } from "./Snapshot.ts"

/** Invented but plausible: what an index would take in a repository. */
export interface Size {
  readonly files: number
  readonly bytes: number
}

const emptyShardBytes = 249
const sizes = new WeakMap<IndexImage, number>()

export const imageBytes = (image: IndexImage): number => {
  const known = sizes.get(image)
  if (known !== undefined) return known
  let bytes = emptyShardBytes * image.shards
  for (const document of image.documents.documents.values()) bytes += document.source.length + 40
  sizes.set(image, bytes)
  return bytes
}

/** One shard's part; documents are taken as spread evenly. */
export const shardSize = (image: IndexImage): Size => ({
  files: image.documents.documents.size === 0 ? 1 : 4,
  bytes: Math.ceil(imageBytes(image) / image.shards)
})
