import { ElasticsearchError, illegalArgument, validationFailed } from "../ElasticsearchError.ts"
import { flattenSettings } from "../indices/indexSettings.ts"
import { type Json, isObject } from "../json/Json.ts"

type Changes = ReadonlyMap<string, string | undefined>

/** Families of settings that a server without further modules has. */
const families =
  /^(action|cluster|discovery|indices|ingest|logger|network|node|repositories|script|search|snapshot|thread_pool|transport)\./

/** The body of a change of the cluster's settings; throws for one that no server knows. A pattern takes away what it matches. */
export const clusterSettingChanges = (
  body: Json | undefined
): { readonly persistent: Changes; readonly transient: Changes } => {
  if (body === undefined) throw new ElasticsearchError(400, "parse_exception", "request body is required")
  const of = (scope: "persistent" | "transient") => {
    const changed = flattenSettings(isObject(body) ? body[scope] : undefined, "")
    for (const [key, value] of changed) check(scope, key, value)
    return changed
  }
  const changes = { persistent: of("persistent"), transient: of("transient") }
  if (changes.persistent.size + changes.transient.size === 0)
    throw validationFailed(["no settings to update"])
  return changes
}

/** What is let through although the cluster may only be read: the way out of it. */
export const clearsBlocksOnly = (changes: {
  readonly persistent: Changes
  readonly transient: Changes
}): boolean =>
  [...changes.persistent, ...changes.transient].every(
    ([key, value]) =>
      /^cluster\.blocks\.(read_only|read_only_allow_delete)$/.test(key) &&
      (value === undefined || value === "false")
  )

const atLeastOne = new Set(["snapshot.max_concurrent_operations", "cluster.max_shards_per_node"])
const allocations = new Set(["all", "primaries", "new_primaries", "none"])
const allocationEnum =
  "org.elasticsearch.cluster.routing.allocation.decider.EnableAllocationDecider.Allocation"

const check = (scope: string, key: string, value: string | undefined): void => {
  if (key.includes("*")) return
  if (!families.test(key)) throw illegalArgument(`${scope} setting [${key}], not recognized`)
  const least = atLeastOne.has(key) ? 1 : undefined
  if (least !== undefined && value !== undefined && Number(value) < least)
    throw illegalArgument(`Failed to parse value [${value}] for setting [${key}] must be >= ${least}`)
  if (key === "cluster.routing.allocation.enable" && value !== undefined && !allocations.has(value))
    throw illegalArgument(`No enum constant ${allocationEnum}.${value.toUpperCase()}`)
  if (key === "action.auto_create_index" && /(^|,)\s*[+-]\s*(,|$)/.test(value ?? "")) {
    const sign = /[+-]\s*(,|$)/.exec(value ?? "")?.[0].charAt(0) ?? ""
    throw new ElasticsearchError(
      400,
      "illegal_argument_exception",
      `Can't parse [${value}] for setting [${key}] must contain an index name after [${sign}]`,
      {
        root: {
          type: "illegal_argument_exception",
          reason: `Can't parse [${value}] for setting [${key}] must contain an index name after [${sign}]`
        },
        extra: {
          suppressed: [
            {
              type: "illegal_argument_exception",
              reason: `Failed to parse value [${value}] as only [true] or [false] are allowed.`
            }
          ]
        }
      }
    )
  }
}
