import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import type { EmulatorRequest } from "../http/EmulatorRequest.ts"
import type { FailedShard } from "../indices/FailedShard.ts"
import { hasUnassignedPrimaries, type Index, replicaCount, shardCount } from "../indices/Index.ts"
import { restoredReason, restoreSource } from "../indices/restoringShards.ts"
import type { IndexState } from "../indices/IndexState.ts"
import { indexNotFoundBare } from "../indices/indexErrors.ts"
import { shardStates } from "../indices/shardStates.ts"
import { isObject, type Json, type JsonObject, scalarText } from "../json/Json.ts"
import { spanAt } from "../json/spanAt.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"

type Server = IndexState & ServerNode & SnapshotWork

interface Copy {
  readonly index: Index
  readonly shard: number
  readonly primary: boolean
}

/** `_cluster/allocation/explain`: of the copy that is asked for, or of any that is on no node. */
export const explainAllocation = (cluster: Server, request: EmulatorRequest): JsonObject => {
  const body = request.json()
  const given = isObject(body) ? body : {}
  const unknown = Object.keys(given).find((key) => !["index", "shard", "primary"].includes(key))
  if (unknown !== undefined) throw unknownField(request.body, unknown)
  if (Object.keys(given).length === 0)
    return { note: note(cluster), ...explained(cluster, anyUnassigned(cluster)) }
  return explained(cluster, requestedCopy(cluster, given))
}

const unknownField = (body: string, field: string): ElasticsearchError =>
  new ElasticsearchError(
    400,
    "x_content_parse_exception",
    `[${spanAt(body, [field]).key}] [cluster/allocation/explain] unknown field [${field}]`
  )

const requestedCopy = (cluster: Server, given: JsonObject): Copy => {
  const missing = ["index", "shard", "primary"].filter((key) => given[key] === undefined)
  if (missing.length > 0)
    throw new ElasticsearchError(
      400,
      "action_request_validation_exception",
      `Validation Failed: ${missing.map((key, at) => `${at + 1}: ${key} must be specified;`).join("")}`
    )
  const name = scalarText(given["index"]) ?? ""
  const index = cluster.indices.get(name)
  if (index === undefined) throw indexNotFoundBare(name)
  const shard = Number(scalarText(given["shard"]))
  if (shard >= shardCount(index))
    throw new ElasticsearchError(404, "shard_not_found_exception", "no such shard", {
      extra: { index_uuid: index.uuid, shard: String(shard), index: name }
    })
  const primary = scalarText(given["primary"]) === "true"
  if (!primary && replicaCount(index) === 0)
    throw illegalArgument(
      `unable to find any shards to explain [ClusterAllocationExplainRequest[index=${name},shard=${shard},` +
        `primary?=${primary},${cluster.traits.explainsBriefly ? "include_yes_decisions?=false,include_disk_info" : "includeYesDecisions"}?=false] in the routing table`
    )
  return { index, shard, primary }
}

const anyUnassigned = (cluster: Server): Copy => {
  const all = [...cluster.indices.values()]
  for (const index of all) {
    const shard = shardStates(cluster, index).indexOf("UNASSIGNED")
    if (shard >= 0) return { index, shard, primary: true }
  }
  const replicated = all.find((index) => replicaCount(index) > 0)
  if (replicated !== undefined) return { index: replicated, shard: 0, primary: false }
  const { explainHelp, explainsBriefly } = cluster.traits
  if (explainsBriefly)
    throw illegalArgument(
      "There are no unassigned shards in this cluster. Specify an assigned shard in the request body to explain its allocation. " +
        `See ${explainHelp} for more information.`
    )
  throw illegalArgument(
    "No shard was specified in the request which means the response should explain a randomly-chosen unassigned shard, " +
      "but there are no unassigned shards in this cluster. To explain the allocation of an assigned shard you must specify " +
      `the target shard in the request. See ${explainHelp} for more information.`
  )
}

const note = ({ traits }: ServerNode): string =>
  "No shard was specified in the explain API request, so this response explains a randomly chosen unassigned shard. " +
  "There may be other unassigned shards in this cluster which cannot be assigned for different reasons. " +
  "It may not be possible to assign this shard until one of the other shards is assigned correctly. " +
  "To explain the allocation of other shards (whether assigned or unassigned) you must specify the target shard in the " +
  `request to this API. See ${traits.explainHelp} for more information.`

const explained = (cluster: Server, { index, shard, primary }: Copy): JsonObject => {
  const copy = { index: index.name, shard, primary }
  const state = primary ? (shardStates(cluster, index)[shard] ?? "STARTED") : "UNASSIGNED"
  if (state === "UNASSIGNED")
    return { ...copy, current_state: "unassigned", ...unassigned(cluster, index, shard, primary) }
  return {
    ...copy,
    current_state: state.toLowerCase(),
    ...(state === "STARTED"
      ? { current_node: { ...placedNode(cluster), weight_ranking: 1 }, ...wellPlaced }
      : { unassigned_info: restoredInfo(index), current_node: placedNode(cluster), ...initializing })
  }
}

const restoredInfo = ({ recovery }: Index): JsonObject => ({
  reason: restoredReason(recovery),
  at: new Date(recovery?.at ?? 0).toISOString(),
  details: restoreSource(recovery),
  last_allocation_status: "no_attempt"
})

const wellPlaced = {
  can_remain_on_current_node: "yes",
  can_rebalance_cluster: "yes",
  can_rebalance_to_other_node: "no",
  rebalance_explanation:
    "This shard is in a well-balanced location and satisfies all allocation rules so it will remain on this node. " +
    "Elasticsearch cannot improve the cluster balance by moving it to another node. If you expect this shard to be rebalanced " +
    "to another node, find the other node in the node-by-node explanation and address the reasons which prevent " +
    "Elasticsearch from rebalancing this shard there."
}

const initializing = {
  explanation:
    "the shard is in the process of initializing on node [n1], wait until initialization has completed"
}

const refused =
  "Elasticsearch isn't allowed to allocate this shard to any of the nodes in the cluster. " +
  "Choose a node to which you expect this " +
  "shard to be allocated, find this node in the node-by-node explanation, and address the reasons which prevent Elasticsearch " +
  "from allocating this shard there."

const noCopy =
  "Elasticsearch can't allocate this shard because all the copies of its data in the cluster are stale or corrupt. " +
  "Elasticsearch will allocate this shard when a node containing a good copy of its data joins the cluster. " +
  "If no such node is available, restore this index from a recent snapshot."

const unassigned = (cluster: Server, index: Index, shard: number, primary: boolean): JsonObject => {
  const failed = primary ? index.failedShards.get(shard) : undefined
  const isTried = failed?.reason === "ALLOCATION_FAILED"
  const verdict = failed !== undefined && !isTried ? "no_valid_shard_copy" : "no"
  return {
    unassigned_info: {
      reason: failed?.reason ?? "INDEX_CREATED",
      at: new Date(failed?.at ?? index.createdAt).toISOString(),
      failed_allocation_attempts: isTried ? failed.attempts : undefined,
      details: failed?.details,
      last_allocation_status: primary ? verdict : "no_attempt"
    },
    can_allocate: verdict,
    allocate_explanation: verdict === "no" ? refused : noCopy,
    node_allocation_decisions: [
      {
        ...decidingNode(cluster),
        node_decision: "no",
        ...(verdict === "no"
          ? { weight_ranking: 1, deciders: deciders(cluster, index, shard, primary, failed) }
          : { store: { in_sync: false } })
      }
    ]
  }
}

const decider = (name: string, explanation: string): JsonObject => ({
  decider: name,
  decision: "NO",
  explanation
})

const deciders = (
  cluster: Server,
  index: Index,
  shard: number,
  primary: boolean,
  failed: FailedShard | undefined
): readonly Json[] => {
  if (failed === undefined) {
    if (primary && hasUnassignedPrimaries(index, cluster.nodeName))
      return [
        decider(
          "filter",
          `node does not match index setting [index.routing.allocation.require] filters ` +
            `[_name:"${index.settings.get("index.routing.allocation.require._name") ?? ""}"]`
        )
      ]
    return [
      decider(
        "same_shard",
        `a copy of this shard is already allocated to this node [[${index.name}][${shard}], node[${cluster.nodeId}], ` +
          `[P], s[STARTED], a[id=${cluster.nodeId}], failed_attempts[0]]`
      )
    ]
  }
  const { attempts, details = "", source } = failed
  const { explainsBriefly } = cluster.traits
  const given = `[${details}]`
  const retries =
    attempts < 5
      ? []
      : [
          decider(
            "max_retry",
            "shard has exceeded the maximum number of retries [5] on failed allocation attempts - manually call " +
              `[POST /_cluster/reroute?retry_failed${explainsBriefly ? "" : "&metric=none"}] to retry, and for more information, see [${cluster.traits.retriesHelp}] ` +
              `[unassigned_info[[reason=ALLOCATION_FAILED], at[${new Date(failed.at).toISOString()}], failed_attempts[${attempts}], ` +
              `failed_nodes[[${cluster.nodeId}]], delayed=false, last_node[${cluster.nodeId}], details${given}, allocation_status[deciders_no]]]`
          )
        ]
  if (source === undefined) return retries
  return [
    ...retries,
    decider(
      "restore_in_progress",
      `shard has failed to be restored from the snapshot [${source}] - manually close or delete the index [${index.name}] ` +
        "in order to retry to restore the snapshot again or use the reroute API to force the allocation of an empty primary " +
        `shard. ${explainsBriefly ? "Check the logs for more information about the failure. " : ""}Details: ${given}`
    )
  ]
}

const roles = [
  "data",
  "data_cold",
  "data_content",
  "data_frozen",
  "data_hot",
  "data_warm",
  "ingest",
  "master",
  "ml",
  "remote_cluster_client",
  "transform"
]

const placedNode = (cluster: ServerNode): JsonObject => ({
  id: cluster.nodeId,
  name: cluster.nodeName,
  transport_address: "127.0.0.1:9300",
  roles
})

const decidingNode = (cluster: ServerNode): JsonObject => ({
  node_id: cluster.nodeId,
  node_name: cluster.nodeName,
  transport_address: "127.0.0.1:9300",
  roles
})
