import { ElasticsearchError, illegalArgument, validationFailed } from "../ElasticsearchError.ts"
import { type Expand, parseExpand } from "../indices/resolveIndices.ts"
import { type Json, type JsonObject, isArray, isObject, scalarText } from "../json/Json.ts"
import { javaNumbers } from "../json/javaNumbers.ts"
import { writeJson } from "../json/writeJson.ts"

/** The body of a create, decoded. Unknown keys are ignored, as Elasticsearch does. */
export interface SnapshotRequest {
  readonly indices: readonly string[]
  readonly expand: Expand
  readonly ignoreUnavailable: boolean
  readonly includeGlobalState: boolean
  readonly partial: boolean
  readonly metadata: string | undefined
  /** A member without a value breaks the request, late. */
  readonly metadataHasNull: boolean
}

const maxMetadataBytes = 1024

export const parseSnapshotRequest = (body: Json | undefined): SnapshotRequest => {
  const given = isObject(body) ? body : {}
  checkFeatureStates(given["feature_states"])
  return {
    indices: parseIndexList(given["indices"]),
    expand: parseExpandWildcards(given["expand_wildcards"]),
    ignoreUnavailable: parseLenientFlag(given, "ignore_unavailable", false),
    includeGlobalState: parseFlag(given, "include_global_state", true),
    partial: parseFlag(given, "partial", false),
    metadata: parseMetadata(given["metadata"]),
    metadataHasNull: isObject(given["metadata"]) && Object.values(given["metadata"]).includes(null)
  }
}

/** A text is split at commas; the elements of a list are not. */
export const parseIndexList = (value: Json | undefined): readonly string[] => {
  if (value === undefined) return []
  if (typeof value === "string") return value === "" ? [] : value.split(",")
  if (!isArray(value)) throw illegalArgument("malformed indices section, should be an array of strings")
  return value.map((item) => {
    if (item === null) throw validationFailed(["index is null"])
    if (typeof item !== "string")
      throw new ElasticsearchError(
        500,
        "array_store_exception",
        "arraycopy: element type mismatch: can not cast one of the elements of java.lang.Object[] " +
          "to the type of the destination array, java.lang.String"
      )
    return item
  })
}

export const parseFlag = (given: JsonObject, key: string, fallback: boolean): boolean => {
  const value = given[key]
  if (value === undefined) return fallback
  if (value === null)
    throw new ElasticsearchError(
      500,
      "null_pointer_exception",
      'Cannot invoke "Object.toString()" because "node" is null'
    )
  const text = scalarText(value) ?? writeJson(value)
  if (text !== "true" && text !== "false")
    throw illegalArgument(`Could not convert [${key}] to boolean`, {
      type: "illegal_argument_exception",
      reason: `Failed to parse value [${text}] as only [true] or [false] are allowed.`
    })
  return text === "true"
}

export const parseExpandWildcards = (value: Json | undefined): Expand => {
  const words = value === undefined || value === null ? ["all"] : expandWords(value)
  const expand = parseExpand(words)
  if (expand !== undefined) return expand
  const bad = words.find((word) => parseExpand([word]) === undefined)
  throw illegalArgument(`No valid expand wildcard value [${bad}]`)
}

const expandWords = (value: Json): readonly string[] =>
  isArray(value) || typeof value === "string"
    ? parseIndexList(value)
    : [scalarText(value) ?? writeJson(value)]

const checkFeatureStates = (value: Json | undefined): void => {
  if (value === undefined) return
  if (!isArray(value))
    throw illegalArgument("malformed feature_states section, should be an array of strings")
  if (value.includes("none") && value.length > 1)
    throw illegalArgument(
      "the feature_states value [none] indicates that no feature states should be snapshotted, " +
        `but other feature states were requested: [${value.map((item) => scalarText(item)).join(", ")}]`
    )
}

/** As `parseFlag`; a `null` is the fallback. */
export const parseLenientFlag = (given: JsonObject, key: string, fallback: boolean): boolean =>
  given[key] === null ? fallback : parseFlag(given, key, fallback)

const parseMetadata = (value: Json | undefined): string | undefined => {
  if (value === undefined || value === null) return undefined
  if (!isObject(value)) throw illegalArgument("malformed metadata, should be an object")
  // Java's writer of JSON escapes what is beyond U+FFFF, and counts the escapes.
  const text = writeJson(javaNumbers(value)).replaceAll(
    // oxlint-disable-next-line no-misleading-character-class -- surrogates are meant one by one
    /[\uD800-\uDFFF]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).toUpperCase()}`
  )
  const bytes = Buffer.byteLength(text)
  if (bytes > maxMetadataBytes)
    throw validationFailed([`metadata must be smaller than ${maxMetadataBytes} bytes, but was [${bytes}]`])
  return text
}
