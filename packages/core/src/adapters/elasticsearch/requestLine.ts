/**
 * Elasticsearch refuses request lines above 4096 bytes (`too_long_http_line_exception`); the client writes a comma as `%2C`. Names are split
 * into requests that are short enough.
 */
const limit = 4096

/** The rest of the request line: method, `/_snapshot/`, separators, query string, `HTTP/1.1`; with room to spare. */
const overhead = 128

/**
 * The names in chunks, each short enough for one request beside `around`: a repository, or a query string that is longer than usual. A name
 * that is too long by itself gets its own chunk.
 */
export const chunksOfNames = <A extends string>(
  around: string,
  names: ReadonlyArray<A>
): ReadonlyArray<ReadonlyArray<A>> => {
  const room = limit - overhead - encodeURIComponent(around).length
  const chunks: Array<Array<A>> = []
  let used = room
  for (const name of names) {
    const bytes = encodeURIComponent(name).length + 3
    const last = chunks.at(-1)
    if (last === undefined || used + bytes > room) {
      chunks.push([name])
      used = bytes
    } else {
      last.push(name)
      used += bytes
    }
  }
  return chunks
}
