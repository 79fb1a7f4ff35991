import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import { type Json, isArray, isObject } from "../json/Json.ts"
import { type JsonPath, type Span, spanAt } from "../json/spanAt.ts"

const known = new Set([
  "match_all",
  "match_none",
  "ids",
  "term",
  "match",
  "match_phrase",
  "multi_match",
  "constant_score",
  "terms",
  "prefix",
  "wildcard",
  "exists",
  "range",
  "bool"
])
const clauses = ["must", "filter", "must_not", "should"]

/** Throws for a query that is none; `path` leads to it in the text of the request. */
export const checkQuery = (text: string, query: Json | undefined, path: JsonPath): void => {
  if (query === undefined) return
  const place = () => spanAt(text, path)
  if (!isObject(query)) throw refused("[_na] query malformed, must start with start_object", place().start)
  const [kind, second] = Object.keys(query)
  if (kind === undefined) throw illegalArgument(`query malformed, empty clause found at [${place().close}]`)
  if (!known.has(kind)) {
    const { start } = spanAt(text, [...path, kind])
    throw refused(`unknown query [${kind}]`, start, {
      type: "named_object_not_found_exception",
      reason: `[${start}] unknown field [${kind}]`
    })
  }
  const body = query[kind]
  if (second !== undefined) {
    const { key } = spanAt(text, [...path, second])
    throw refused(`[${kind}] malformed query, expected [END_OBJECT] but found [FIELD_NAME]`, key)
  }
  if (kind === "constant_score" && isObject(body)) checkQuery(text, body["filter"], [...path, kind, "filter"])
  if (kind !== "bool" || !isObject(body)) return
  for (const clause of clauses) {
    const inner = body[clause]
    const at = [...path, kind, clause]
    if (isArray(inner))
      for (const [position, one] of inner.entries()) checkQuery(text, one, [...at, position])
    else checkQuery(text, inner, at)
  }
}

const refused = (
  reason: string,
  place: Span["start"],
  causedBy?: { readonly type: string; readonly reason: string }
): ElasticsearchError => {
  const [line, col] = place.split(":").map(Number)
  return new ElasticsearchError(400, "parsing_exception", reason, {
    extra: { line, col },
    ...(causedBy === undefined ? {} : { causedBy })
  })
}
