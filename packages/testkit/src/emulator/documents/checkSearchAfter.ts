import type { ServerNode } from "../ServerNode.ts"
import { illegalArgument, validationFailed } from "../ElasticsearchError.ts"
import { fieldMapping } from "../indices/fieldMapping.ts"
import type { Index } from "../indices/Index.ts"
import { type Json, isArray } from "../json/Json.ts"
import { searchFailed } from "./checkSortable.ts"
import { isNumberType } from "./numberFault.ts"
import type { SortField } from "./sortHits.ts"

/** Throws unless a page can begin after these values. */
export const checkSearchAfter = (
  cluster: ServerNode,
  indices: readonly Index[],
  searchAfter: Json | undefined,
  sort: readonly SortField[],
  from: number
): void => {
  if (searchAfter === undefined) return
  if (isArray(searchAfter) && searchAfter.length === 0)
    throw illegalArgument("Values must contains at least one value.")
  if (from > 0) throw validationFailed(["[from] parameter must be set to 0 when [search_after] is used"])
  const count = isArray(searchAfter) ? searchAfter.length : 0
  const fault =
    sort.length === 0
      ? "Sort must contain at least one field."
      : count === sort.length
        ? undefined
        : `search_after has ${count} value(s) but sort has ${sort.length}.`
  if (fault === undefined) checkValues(cluster, indices, isArray(searchAfter) ? searchAfter : [], sort)
  else
    throw searchFailed(cluster, indices, {
      type: "illegal_argument_exception",
      reason: fault,
      ofIndex: false
    })
}

const checkValues = (
  cluster: ServerNode,
  indices: readonly Index[],
  values: readonly Json[],
  sort: readonly SortField[]
): void => {
  for (const [at, { path }] of sort.entries()) {
    const text = values[at]
    if (typeof text !== "string" || /^-?\d+(\.\d+)?$/.test(text)) continue
    const numeric = indices.filter((index) => isNumberType(fieldMapping(index.mappings, path)?.type ?? ""))
    if (numeric.length > 0)
      throw searchFailed(cluster, numeric, {
        type: "illegal_argument_exception",
        reason: `Failed to parse search_after value for field [${path}].`,
        ofIndex: false,
        causedBy: { type: "number_format_exception", reason: `For input string: "${text}"` }
      })
  }
}
