import type { ServerNode } from "../ServerNode.ts"
import { illegalArgument, validationFailed } from "../ElasticsearchError.ts"
import type { EmulatorRequest } from "../http/EmulatorRequest.ts"
import { splitList } from "../http/splitList.ts"
import { isWildcard, wildcard } from "../indices/wildcard.ts"
import { isObject } from "../json/Json.ts"
import { parseJson } from "../json/parseJson.ts"
import { type PageQuery, readCursor } from "./pageSnapshots.ts"
import type { RenderOptions } from "./renderSnapshot.ts"
import type { Snapshot } from "./Snapshot.ts"
import { type SortKey, sortKeys } from "./snapshotOrder.ts"

/** The query parameters of a list, checked together: several faults are reported in one answer. */
export interface ListQuery {
  readonly verbose: boolean
  readonly ignoreUnavailable: boolean
  readonly render: RenderOptions
  readonly page: PageQuery
  /** Absent when everything is wanted. */
  readonly wants: ((snapshot: Snapshot) => boolean) | undefined
}

export const listParameters = [
  "verbose",
  "ignore_unavailable",
  "index_details",
  "include_repository",
  "index_names",
  "sort",
  "order",
  "size",
  "after",
  "offset",
  "from_sort_value",
  "slm_policy_filter",
  "state",
  "master_timeout"
]

const states = new Set(["IN_PROGRESS", "SUCCESS", "FAILED", "PARTIAL", "INCOMPATIBLE"])

export const parseListQuery = (cluster: ServerNode, request: EmulatorRequest): ListQuery => {
  const offset = request.int("offset", 0)
  const page: PageQuery = {
    sort: parseSort(request.text("sort")),
    descending: parseOrder(request.text("order")),
    size: request.int("size", -1),
    offset,
    after: request.text("after"),
    fromSortValue: request.text("from_sort_value")
  }
  const policies = request.text("slm_policy_filter")
  const verbose = request.boolean("verbose", true)
  if (verbose && page.after !== undefined) readCursor(page.sort, page.after)
  const bare = cluster.traits.negativeOffset === "bare"
  const faults = [
    ...pagingFaults(page, bare),
    ...(verbose ? verboseFaults(page) : briefFaults(page, policies))
  ]
  if (faults.length > 0) throw validationFailed(faults)
  if (offset < 0 && bare) throw illegalArgument(String(offset))
  return {
    verbose,
    ignoreUnavailable: request.boolean("ignore_unavailable", false),
    render: {
      includeRepository: request.boolean("include_repository", true),
      indexNames: request.boolean("index_names", true),
      indexDetails: request.boolean("index_details", false),
      human: request.boolean("human", false)
    },
    page,
    wants: wanted(parseStates(request.text("state")), policies)
  }
}

const wanted = (states: readonly string[] | undefined, policies: string | undefined): ListQuery["wants"] => {
  const everyPolicy = policies === undefined || policies === ""
  if (states === undefined && everyPolicy) return undefined
  return (snapshot) =>
    (states === undefined || states.includes(snapshot.state)) &&
    (everyPolicy || hasPolicy(snapshot, policies))
}

const isSortKey = (text: string): text is SortKey => sortKeys.some((key) => key === text)

const parseSort = (text = "start_time"): SortKey => {
  if (!isSortKey(text)) throw illegalArgument(`unknown sort key [${text}]`)
  return text
}

const parseOrder = (text = "asc"): boolean => {
  const order = text.toUpperCase()
  if (order !== "ASC" && order !== "DESC")
    throw illegalArgument(`No enum constant org.elasticsearch.search.sort.SortOrder.${order}`)
  return order === "DESC"
}

const parseStates = (text: string | undefined): readonly string[] | undefined => {
  if (text === "") throw illegalArgument("[state] parameter must not be empty")
  const wanted = text === undefined ? undefined : splitList(text)
  const bad = wanted?.find((state) => !states.has(state))
  if (bad !== undefined)
    throw illegalArgument(`No enum constant org.elasticsearch.snapshots.SnapshotState.${bad}`)
  return wanted
}

const pagingFaults = ({ size, offset }: PageQuery, bareOffset: boolean): readonly string[] => [
  ...(size === 0 || size < -1 ? ["size must be -1 or greater than 0"] : []),
  ...(offset < 0 && !bareOffset ? ["offset must be non-negative"] : [])
]

const verboseFaults = ({ offset, after, fromSortValue }: PageQuery): readonly string[] => {
  if (after !== undefined && offset > 0) return ["can't use after and offset simultaneously"]
  return after !== undefined && fromSortValue !== undefined
    ? ["can't use after and from_sort_value simultaneously"]
    : []
}

const briefFaults = (page: PageQuery, policies: string | undefined): readonly string[] => [
  ...(page.sort === "start_time" ? [] : ["can't use non-default sort with verbose=false"]),
  ...(page.size > 0 ? ["can't use size limit with verbose=false"] : []),
  ...(page.offset > 0 ? ["can't use offset with verbose=false"] : []),
  ...(page.after === undefined ? [] : ["can't use after with verbose=false"]),
  ...(page.descending ? ["can't use non-default sort order with verbose=false"] : []),
  ...(policies === undefined ? [] : ["can't use slm policy filter with verbose=false"]),
  ...(page.fromSortValue === undefined ? [] : ["can't use from_sort_value with verbose=false"])
]

const hasPolicy = (snapshot: Snapshot, filter: string): boolean => {
  const metadata = snapshot.metadata === undefined ? undefined : parseJson(snapshot.metadata)
  const policy = isObject(metadata) && typeof metadata["policy"] === "string" ? metadata["policy"] : undefined
  return filter.split(",").some((wanted) => {
    if (policy === undefined) return wanted === "_none"
    return isWildcard(wanted) ? wildcard(wanted).test(policy) : wanted === policy
  })
}
