import type { InstallationIndex } from "./describeInstallation.ts"

/** Elasticsearch refuses bodies over 100 MB and works best far below. */
export const bulkChunkBytes = 5 * 1024 * 1024

/** Bodies of `_bulk` with every document of the indices, each at most `limit` bytes; a document above it goes alone. */
export function* bulkChunks(
  indices: Iterable<Pick<InstallationIndex, "name" | "documents">>,
  limit: number = bulkChunkBytes
): Generator<string> {
  let lines: Array<string> = []
  let bytes = 0
  for (const { name, documents } of indices) {
    for (const { id, source } of documents) {
      const line = `${JSON.stringify({ index: { _index: name, _id: id } })}\n${source}\n`
      const size = Buffer.byteLength(line)
      if (lines.length > 0 && bytes + size > limit) {
        yield lines.join("")
        lines = []
        bytes = 0
      }
      lines.push(line)
      bytes += size
    }
  }
  if (lines.length > 0) yield lines.join("")
}
