import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import { likeness } from "../http/checkParameters.ts"

/** Index settings of a server without further modules; a name that ends with a dot is a family. */
const names = new Set(
  `allocation.existing_shards_allocator allocation.max_retries analyze.max_token_count auto_expand_replicas
  blocks.metadata blocks.read blocks.read_only blocks.read_only_allow_delete blocks.write bloom_filter_for_id_field.enabled
  codec creation_date creation_date_string default_pipeline fielddata.cache final_pipeline flush_after_merge
  force_memory_term_dictionary format gc_deletes hidden highlight.max_analyzed_offset
  highlight.weight_matches_mode.enabled indexing_pressure.memory.limit load_fixed_bitset_filters_eagerly
  logsdb.route_on_sort_fields lucene.version lookback_time max_adjacency_matrix_filters max_docvalue_fields_search
  max_inner_result_window max_ngram_diff max_query_string_length max_refresh_listeners max_regex_length
  max_rescore_window max_result_window max_script_fields max_shingle_diff max_slices_per_scroll max_terms_count
  mode number_of_replicas number_of_routing_shards number_of_shards priority provided_name
  queries.cache.enabled query.default_field query.parse.allow_unmapped_fields query_string.lenient
  recovery.use_snapshots refresh_interval requests.cache.enable routing_partition_size routing_path
  search.idle.after search.throttled seq_no.index_options shard.check_on_startup source_only
  soft_deletes.enabled soft_deletes.retention.operations soft_deletes.retention_lease.period
  store.fs.fs_lock store.hybrid.mmap.extensions store.preload store.stats_refresh_interval store.type
  time_series.end_time time_series.start_time unassigned.node_left.delayed_timeout use_compound_file verified_before_close
  version.created version.created_string warmer.enabled write.wait_for_active_shards uuid`
    .split(/\s+/)
    .map((name) => `index.${name}`)
)

const families = [
  "analysis",
  "similarity",
  "routing",
  "mapping",
  "merge",
  "translog",
  "sort",
  "search.slowlog",
  "indexing.slowlog",
  "data_path",
  "shard",
  "history",
  "resize"
].map((name) => `index.${name}.`)

/** What the server writes itself: nobody may send it. */
const own = new Set([
  "index.uuid",
  "index.version.created",
  "index.creation_date",
  "index.provided_name",
  "index.history.uuid",
  "index.verified_before_close"
])

export const isKnownSetting = (key: string): boolean =>
  names.has(key) || families.some((family) => key.startsWith(family))

const checks = new Set(["true", "false", "checksum"])

interface Range {
  readonly least: number
  readonly most?: number
}

const numbers: Readonly<Record<string, Range>> = {
  "index.number_of_shards": { least: 1, most: 1024 },
  "index.number_of_replicas": { least: 0 },
  "index.max_result_window": { least: 1 },
  "index.priority": { least: 0 }
}

/** Throws for a setting that no server knows, that is the server's own, or whose number is none. */
export const checkSettings = (settings: ReadonlyMap<string, string | undefined>): void => {
  for (const [key, value] of settings) {
    if (!isKnownSetting(key) || own.has(key)) throw illegalArgument(`unknown setting [${key}] ${advice(key)}`)
    if (key === "index.shard.check_on_startup" && value !== undefined && !checks.has(value))
      throw illegalArgument(
        `unknown value for [${key}] must be one of [true, false, checksum] but was: ${value}`
      )
    if (/^index\.(blocks\.\w+|hidden)$/.test(key) && value !== undefined && !/^(true|false)$/.test(value))
      throw illegalArgument(`Failed to parse value [${value}] as only [true] or [false] are allowed.`)
    const range = numbers[key]
    if (range !== undefined && value !== undefined) checkNumber(key, value, range)
  }
}

/** The settings whose names are most alike, if any are. */
const advice = (key: string): string => {
  const near = [...names]
    .filter((name) => name !== key)
    .map((name) => ({ name, alike: likeness(key, name) }))
    .filter(({ alike }) => alike > 0.7)
    .toSorted((a, b) => b.alike - a.alike)
    .map(({ name }) => name)
  if (near.length === 0)
    return (
      "please check that any required plugins are installed, " +
      "or check the breaking changes documentation for removed settings"
    )
  return near.length === 1 ? `did you mean [${near[0]}]?` : `did you mean any of [${near.join(", ")}]?`
}

const checkNumber = (key: string, value: string, { least, most }: Range): void => {
  const failed = `Failed to parse value [${value}] for setting [${key}]`
  if (!/^[-+]?\d{1,10}$/.test(value))
    throw illegalArgument(failed, {
      type: "number_format_exception",
      reason: `For input string: "${value}"`
    })
  if (Number(value) < least) throw illegalArgument(`${failed} must be >= ${least}`)
  if (most !== undefined && Number(value) > most) throw illegalArgument(`${failed} must be <= ${most}`)
}

/** What `checkSettings` would throw first. */
export const settingFaults = (settings: ReadonlyMap<string, string | undefined>): readonly string[] => {
  try {
    checkSettings(settings)
    return []
  } catch (error) {
    if (!(error instanceof ElasticsearchError) || error.reason === null) throw error
    return [error.reason]
  }
}
