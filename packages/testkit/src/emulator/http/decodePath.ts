import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import { segmentsOf } from "./Router.ts"

/** The segments of a path, decoded; bytes that are no UTF-8 are replaced, escapes that are none refused. */
export const decodePath = (path: string): readonly string[] => {
  const fault = escapeFault(path)
  if (fault !== undefined) throw illegalArgument(fault)
  return segmentsOf(path).map(decode)
}

/** Throws for a query with escapes that are none. */
export const checkQueryEscapes = (uri: string): void => {
  const question = uri.indexOf("?")
  const parts = question < 0 ? [] : uri.slice(question + 1).split(/[&;=]/)
  const reason = parts.map(escapeFault).find((fault) => fault !== undefined)
  if (reason === undefined) return
  const type = "bad_parameter_exception"
  throw new ElasticsearchError(400, type, `java.lang.IllegalArgumentException: ${reason}`, {
    causedBy: { type: "illegal_argument_exception", reason }
  })
}

const escapeFault = (text: string): string | undefined => {
  const bad = /%(?![0-9a-fA-F]{2})/.exec(text)
  if (bad === null) return undefined
  const written = text.slice(bad.index, bad.index + 3)
  return written.length < 3
    ? `unterminated escape sequence at end of string: ${text}`
    : `invalid escape sequence \`${written}' at index ${bad.index} of: ${text}`
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
