import { illegalArgument } from "../ElasticsearchError.ts"
import { flattenSettings } from "../indices/indexSettings.ts"
import { type Json, isObject, scalarText } from "../json/Json.ts"
import { parseRename, type Rename } from "./renameIndex.ts"
import { restoreFailed } from "./snapshotErrors.ts"
import { parseFlag, parseIndexList } from "./SnapshotRequest.ts"

/** The body of a restore, decoded. Unlike in a create, an unknown key is an error. */
export interface RestoreRequest {
  readonly indices: readonly string[]
  readonly ignoreUnavailable: boolean
  readonly includeAliases: boolean
  readonly includeGlobalState: boolean
  readonly partial: boolean
  readonly rename: Rename | undefined
  /** Settings to lay over those of the snapshot; throws for one that cannot be changed, with `prefix` before the reason. */
  readonly settingsOf: (prefix: string) => ReadonlyMap<string, string | undefined>
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
  return {
    indices: parseIndexList(given["indices"]),
    ignoreUnavailable: parseFlag(given, "ignore_unavailable", false),
    includeAliases: parseFlag(given, "include_aliases", true),
    includeGlobalState: parseFlag(given, "include_global_state", false),
    partial: parseFlag(given, "partial", false),
    rename: parseRename(scalarText(given["rename_pattern"]), scalarText(given["rename_replacement"])),
    settingsOf: (prefix) =>
      overlay(prefix, given["index_settings"], parseIndexList(given["ignore_index_settings"]))
  }
}

const overlay = (
  prefix: string,
  changed: Json | undefined,
  ignored: readonly string[]
): ReadonlyMap<string, string | undefined> => {
  const settings = flattenSettings(changed)
  const frozen = [...settings.keys()].find((key) => fixed.includes(key))
  if (frozen !== undefined) throw restoreFailed(prefix, `cannot modify setting [${frozen}] on restore`)
  const removed = ignored.map((key) => (key.startsWith("index.") ? key : `index.${key}`))
  const kept = removed.find((key) => required.has(key))
  if (kept !== undefined) throw restoreFailed(prefix, `cannot remove setting [${kept}] on restore`)
  return new Map([...removed.map((key) => [key, undefined] as const), ...settings])
}
