import type { ServerNode } from "../ServerNode.ts"
import type { Index } from "./Index.ts"
import { mergeSettings } from "./indexSettings.ts"

const verified = "index.verified_before_close"

export const closeIndex = (index: Index): void => {
  if (!index.open) return
  index.open = false
  index.reopened = true
  index.settings = mergeSettings(index.settings, [[verified, "true"]])
  index.documents.nextTerm()
}

/** Shards that have failed are not tried again: what is left of them is no copy. */
const reopenedShards = (cluster: ServerNode, index: Index): Index["failedShards"] =>
  new Map(
    [...index.failedShards].map(([shard, failed]) => [
      shard,
      { ...failed, reason: "INDEX_REOPENED", at: cluster.now(), attempts: 0, details: undefined }
    ])
  )

export const openIndex = (cluster: ServerNode, index: Index): void => {
  if (index.open) return
  index.open = true
  index.reopened = true
  index.settings = mergeSettings(index.settings, [[verified, undefined]])
  index.failedShards = reopenedShards(cluster, index)
  index.documents.nextTerm()
}
