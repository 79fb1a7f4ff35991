import { illegalArgument } from "../ElasticsearchError.ts"

/** Throws unless this can be a number of shards to wait for. */
export const checkActiveShards = (value: string | undefined): void => {
  if (value === undefined || value === "all" || /^-?\d+$/.test(value)) return
  throw illegalArgument(`cannot parse ActiveShardCount[${value}]`, {
    type: "number_format_exception",
    reason: `For input string: "${value}"`
  })
}
