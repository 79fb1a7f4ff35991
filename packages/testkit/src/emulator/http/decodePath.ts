import { illegalArgument } from "../ElasticsearchError.ts"
import { segmentsOf } from "./Router.ts"

/** The segments of a path, decoded; bytes that are no UTF-8 are replaced, escapes that are none refused. */
export const decodePath = (path: string): readonly string[] => {
  const bad = /%(?![0-9a-fA-F]{2})/.exec(path)
  if (bad !== null) {
    const written = path.slice(bad.index, bad.index + 3)
    throw illegalArgument(
      written.length < 3
        ? `unterminated escape sequence at end of string: ${path}`
        : `invalid escape sequence \`${written}' at index ${bad.index} of: ${path}`
    )
  }
  return segmentsOf(path).map(decode)
}

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    const bytes = segment.replaceAll(/%([0-9a-fA-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16))
    )
    return Buffer.from(bytes, "latin1").toString("utf8")
  }
}
