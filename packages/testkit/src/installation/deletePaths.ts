/** `http.max_initial_line_length` of Elasticsearch: method, path and protocol together. */
const maxRequestLine = 4096

const longest = maxRequestLine - "DELETE  HTTP/1.1".length - 1

/** Paths of as few DELETE requests as possible that name exactly these indices. */
export const deletePaths = (names: ReadonlyArray<string>): ReadonlyArray<string> => {
  const paths: Array<string> = []
  for (const name of names) {
    if (/[*?,]|^[-_.]/.test(name) || name === "") {
      throw new Error(`"${name}" is not the exact name of an index of the installation; nothing was deleted.`)
    }
    const last = paths.at(-1)
    const encoded = encodeURIComponent(name)
    if (last === undefined || last.length + 1 + encoded.length > longest) paths.push(`/${encoded}`)
    else paths[paths.length - 1] = `${last},${encoded}`
  }
  return paths
}
