import type { IndexImage } from "./Snapshot.ts"

/** What an index would take in a repository: invented, but of the shape of Lucene's files. */
export interface Size {
  readonly files: number
  readonly bytes: number
}

/** A file of a shard. The same id means the same content: a snapshot copies no file that the repository has. */
export interface ShardFile {
  readonly id: string
  readonly bytes: number
}

const commitBytes = 249
const entryBytes = 479
const infoBytes = 371
const documentBytes = 40

/** Sequence numbers at which images of an index were taken, oldest first: each snapshot flushes what was written since into a segment. */
const flushes = new WeakMap<IndexImage, readonly number[]>()
const contents = new WeakMap<IndexImage, readonly ShardFile[]>()

/** Tells of an image where the segments of its index end; one segment unless told. */
export const cutSegments = (image: IndexImage, ends: readonly number[]): void => {
  flushes.set(image, ends)
}

const segmentEnds = (image: IndexImage): readonly number[] => {
  const { nextSeqNo } = image.documents
  return flushes.get(image) ?? (nextSeqNo === 0 ? [] : [nextSeqNo])
}

/** Ids without sizes, which cost nothing to know. */
export const shardFileIds = (image: IndexImage): readonly string[] => [
  `segments_${image.documents.nextSeqNo}`,
  ...segmentEnds(image).flatMap((end) => [`_${end}.cfe`, `_${end}.si`, `_${end}.cfs`])
]

/** The files of one shard, small ones first; documents are taken as spread evenly over the shards. */
export const shardFiles = (image: IndexImage): readonly ShardFile[] => {
  const known = contents.get(image)
  if (known !== undefined) return known
  const ends = segmentEnds(image)
  const bytes = ends.map(() => 0)
  for (const { seqNo, source } of image.documents.documents.values()) {
    const at = ends.findIndex((end) => seqNo < end)
    bytes[at] = (bytes[at] ?? 0) + source.length + documentBytes
  }
  const sizeOf = (id: string): number => {
    if (id.startsWith("segments_")) return commitBytes
    if (id.endsWith(".cfe")) return entryBytes
    if (id.endsWith(".si")) return infoBytes
    const end = ends.findIndex((one) => id === `_${one}.cfs`)
    return Math.ceil((bytes[end] ?? 0) / image.shards)
  }
  const files = shardFileIds(image)
    .map((id) => ({ id, bytes: sizeOf(id) }))
    .toSorted((a, b) => a.bytes - b.bytes)
  contents.set(image, files)
  return files
}

export const sizeOf = (files: readonly ShardFile[]): Size => ({
  files: files.length,
  bytes: files.reduce((sum, file) => sum + file.bytes, 0)
})

export const shardSize = (image: IndexImage): Size => sizeOf(shardFiles(image))

export const imageBytes = (image: IndexImage): number => shardSize(image).bytes * image.shards
