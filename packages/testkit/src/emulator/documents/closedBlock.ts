import type { Cluster } from "../cluster/Cluster.ts"
import { ElasticsearchError } from "../ElasticsearchError.ts"
import type { Answer } from "../http/Answer.ts"
import { writeIndex } from "./target.ts"

/** An update of a closed index is answered in another way than other writes, and even without the product's header. */
export const closedBlock = (cluster: Cluster, name: string): Answer | undefined => {
  const index = writeIndex(cluster, name)
  if (index === undefined || index.open) return undefined
  const error = new ElasticsearchError(
    403,
    "cluster_block_exception",
    `index [${index.name}] blocked by: [FORBIDDEN/4/index closed];`
  )
  return { status: 403, json: error.body(), headers: { "x-elastic-product": "" } }
}
