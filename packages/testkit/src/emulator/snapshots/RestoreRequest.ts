import { illegalArgument } from "../ElasticsearchError.ts"
import { flattenSettings } from "../indices/indexSettings.ts"
import type { IndexSettings } from "../indices/Index.ts"
import { checkSettings, isKnownSetting, settingFaults } from "../indices/settingRules.ts"
import { wildcard } from "../indices/wildcard.ts"
import { type Json, isArray, isObject, scalarText } from "../json/Json.ts"
import { parseRename, type Rename } from "./renameIndex.ts"
import { restoreFailed } from "./snapshotErrors.ts"
import { parseExpandWildcards, parseFlag, parseIndexList, parseLenientFlag } from "./SnapshotRequest.ts"

/** The body of a restore, decoded. Unlike in a create, an unknown key is an error. */
export interface RestoreRequest {
  readonly indices: readonly string[]
  /** Names of features; none unless given. */
  readonly featureStates: readonly string[]
  readonly ignoreUnavailable: boolean
  readonly includeAliases: boolean
  readonly includeGlobalState: boolean
  readonly partial: boolean
  readonly rename: Rename | undefined
  /** What to lay over the settings in the snapshot; throws for one that cannot be changed, with `prefix` before the reason. */
  readonly changesOf: (prefix: string, present: IndexSettings) => ReadonlyMap<string, string | undefined>
}

const known = new Set([
  "indices",
  "feature_states",
  "ignore_unavailable",
  "include_aliases",
  "include_global_state",
  "partial",

  "rename_pattern",
  "rename_replacement",
  "index_settings",
  "ignore_index_settings",
  "expand_wildcards",
  "allow_no_indices"
])

const fixed = ["number_of_shards", "version.created", "uuid", "creation_date", "history_uuid"].map(
  (key) => `index.${key}`
)
const required = new Set([...fixed, "index.number_of_replicas", "index.auto_expand_replicas"])

export const parseRestoreRequest = (body: Json | undefined): RestoreRequest => {
  const given = isObject(body) ? body : {}
  const unknown = Object.keys(given).find((key) => !known.has(key))
  if (unknown !== undefined) throw illegalArgument(`Unknown parameter ${unknown}`)
  parseExpandWildcards(given["expand_wildcards"])
  return {
    indices: parseIndexList(given["indices"]),
    featureStates: parseFeatureStates(given["feature_states"]),
    ignoreUnavailable: parseLenientFlag(given, "ignore_unavailable", false),
    includeAliases: parseFlag(given, "include_aliases", true),
    includeGlobalState: parseFlag(given, "include_global_state", false),
    partial: parseFlag(given, "partial", false),
    rename: parseRename(scalarText(given["rename_pattern"]), scalarText(given["rename_replacement"])),
    changesOf: settingChanges(
      given["index_settings"],
      parseNames(given["ignore_index_settings"], "ignore_index_settings")
    )
  }
}

const parseNames = (value: Json | undefined, section: string): readonly string[] => {
  if (value === undefined || typeof value === "string" || isArray(value)) return parseIndexList(value)
  throw illegalArgument(`malformed ${section} section, should be an array of strings`)
}

const parseFeatureStates = (value: Json | undefined): readonly string[] => {
  if (value !== undefined && !isArray(value))
    throw illegalArgument("malformed feature_states section, should be an array of strings")
  const names = parseIndexList(value)
  if (names.includes("none") && names.length > 1)
    throw illegalArgument(
      "the feature_states value [none] indicates that no feature states should be restored, " +
        `but other feature states were requested: [${names.join(", ")}]`
    )
  return names.filter((name) => name !== "none")
}

/** Exact names are refused where they must stay; a pattern passes over them. What no server knows or takes is archived. */
const settingChanges = (
  changed: Json | undefined,
  ignored: readonly string[]
): RestoreRequest["changesOf"] => {
  if (changed !== undefined && !isObject(changed)) throw illegalArgument("malformed index_settings section")
  const settings = flattenSettings(changed)
  return (prefix, present) => {
    const frozen = [...settings.keys()].find((key) => fixed.includes(key))
    if (frozen !== undefined) throw restoreFailed(prefix, `cannot modify setting [${frozen}] on restore`)
    const kept = ignored.find((key) => required.has(key))
    if (kept !== undefined) throw restoreFailed(prefix, `cannot remove setting [${kept}] on restore`)
    const removed = [...present.keys()].filter(
      (key) => !required.has(key) && ignored.some((pattern) => wildcard(pattern).test(key))
    )
    return new Map([
      ...removed.map((key) => [key, undefined] as const),
      ...[...settings].map(([key, value]) => [isKept(key, value) ? key : `archived.${key}`, value] as const)
    ])
  }
}

/** Read before anything is archived: a bad value of theirs is refused. */
const readFirst = new Set(["number_of_replicas", "hidden", "priority"].map((key) => `index.${key}`))

const isKept = (key: string, value: string | undefined): boolean => {
  const changed = new Map([[key, value]])
  if (readFirst.has(key)) checkSettings(changed)
  return isKnownSetting(key) && settingFaults(changed).length === 0
}
