/** Elasticsearch's answers to `Diagnostics`. `none`: it is not such an answer. */
import { Option } from "effect"
import type { ClusterSettings, OpenShards } from "../../domain/ClusterSettings.ts"
import type { IndexTemplate } from "../../domain/IndexTemplate.ts"
import type { Piped } from "../../domain/judgeJournal.ts"
import type { ClusterHealth, DiskUse } from "../../domain/judgeElasticsearch.ts"
import type { MissingPrivilege } from "../../domain/judgePrivileges.ts"
import type { Block, IndexHealth } from "../../domain/judgeIndices.ts"
import { isRecord } from "./isRecord.ts"

type Fields = Readonly<Record<string, unknown>>

const fields = (value: unknown): Fields => (isRecord(value) ? value : {})

const rows = (body: unknown): Option.Option<ReadonlyArray<Fields>> =>
  Array.isArray(body) ? Option.some(body.map(fields)) : Option.none()

export const version = (body: unknown): Option.Option<string> => {
  const [node] = Object.values(fields(fields(body)["nodes"]))
  const found = fields(node)["version"]
  return typeof found === "string" ? Option.some(found) : Option.none()
}

export const health = (body: unknown): Option.Option<ClusterHealth> => {
  const { status, unassigned_primary_shards: unassigned } = fields(body)
  return typeof status === "string"
    ? Option.some({ status, unassignedPrimaries: typeof unassigned === "number" ? unassigned : 0 })
    : Option.none()
}

/** Shards without a node have a row of their own, without a disk. */
export const diskUse = (body: unknown): Option.Option<ReadonlyArray<DiskUse>> =>
  Option.map(rows(body), (all) =>
    all.flatMap((row) => {
      const percent = Number.parseFloat(String(row["disk.percent"]))
      return Number.isNaN(percent) ? [] : [{ node: String(row["node"]), percent }]
    })
  )

export const epoch = (body: unknown): Option.Option<number> =>
  Option.flatMap(rows(body), ([row]) => {
    const seconds = Number(row?.["epoch"])
    return seconds > 0 ? Option.some(seconds * 1000) : Option.none()
  })

/** `health`: of `_cluster/health` by index; `resolved`: of `_resolve/index`, which alone tells which are closed. */
export const indexHealth = (
  health: unknown,
  resolved: unknown
): Option.Option<ReadonlyArray<IndexHealth>> => {
  if (!isRecord(health) || !isRecord(resolved)) return Option.none()
  const { indices } = resolved
  const closed = new Set(
    (Array.isArray(indices) ? indices.map(fields) : []).flatMap(({ attributes, name }) =>
      Array.isArray(attributes) && attributes.includes("closed") ? [String(name)] : []
    )
  )
  return Option.some(
    Object.entries(fields(health["indices"])).map(([index, x]) => ({
      index,
      open: !closed.has(index),
      health: String(fields(x)["status"])
    }))
  )
}

export const blocks = (body: unknown): Option.Option<ReadonlyArray<Block>> =>
  isRecord(body)
    ? Option.some(
        Object.entries(body).flatMap(([index, value]) =>
          Object.entries(fields(fields(value)["settings"])).flatMap(([key, on]) => {
            const block = /^index\.blocks\.(\w+)$/.exec(key)?.[1]
            return block === undefined || String(on) !== "true" ? [] : [{ index, block }]
          })
        )
      )
    : Option.none()

export const snapshotLimit = (repository: string, body: unknown): Option.Option<number> => {
  const settings = fields(fields(fields(body)[repository])["settings"])
  const limit = Number(settings["max_number_of_snapshots"])
  return limit > 0 ? Option.some(limit) : Option.none()
}

export const total = (body: unknown): Option.Option<number> => {
  const { total } = fields(body)
  return typeof total === "number" ? Option.some(total) : Option.none()
}

export const nodeCount = (body: unknown): Option.Option<number> => {
  const { nodes } = fields(body)
  return isRecord(nodes) ? Option.some(Object.keys(nodes).length) : Option.none()
}

const denied = (value: unknown): ReadonlyArray<string> =>
  Object.entries(fields(value)).flatMap(([name, allowed]) => (allowed === false ? [name] : []))

/** Empty: all are there. */
export const missingPrivileges = (body: unknown): Option.Option<ReadonlyArray<MissingPrivilege>> => {
  const { cluster, index } = fields(body)
  if (!isRecord(cluster) && !isRecord(index)) return Option.none()
  const onIndices = Object.entries(fields(index)).flatMap(([name, value]) =>
    denied(value).map((privilege) => ({ privilege, index: name }))
  )
  return Option.some([...denied(cluster).map((privilege) => ({ privilege, index: null })), ...onIndices])
}

/** With their defaults; of one that is set, Elasticsearch tells another default beside it. */
export const clusterSettings = (body: unknown): Option.Option<ClusterSettings> => {
  if (!isRecord(body)) return Option.none()
  const scopes = ["transient", "persistent", "defaults"].map((x) => fields(fields(body[x])["cluster"]))
  const limit = scopes.map((x) => x["max_shards_per_node"]).find((x) => typeof x === "string")
  const isOn = (name: string): boolean =>
    scopes.map((x) => fields(x["blocks"])[name]).find((x) => x !== undefined) === "true"
  return limit === undefined
    ? Option.none()
    : Option.some({
        maxShardsPerNode: Number(limit),
        blocks: ["read_only", "read_only_allow_delete"].filter(isOn).map((x) => `cluster.blocks.${x}`)
      })
}

export const openShards = (body: unknown): Option.Option<OpenShards> => {
  const x = fields(body)
  const dataNodes = x["number_of_data_nodes"]
  const counts = ["active_shards", "initializing_shards", "unassigned_shards"].map((key) => Number(x[key]))
  const count = counts.reduce((sum, n) => sum + n, 0)
  return typeof dataNodes === "number" && Number.isFinite(count)
    ? Option.some({ count, dataNodes })
    : Option.none()
}

/** Without one, fields that are selected leave an empty body. */
export const indexTemplates = (body: unknown): Option.Option<ReadonlyArray<IndexTemplate>> => {
  if (!isRecord(body)) return Option.none()
  const all = body["index_templates"]
  return Option.some(
    (Array.isArray(all) ? all : []).map((entry) => {
      const { index_template: template, name } = fields(entry)
      const { data_stream: dataStream, index_patterns: patterns, priority } = fields(template)
      return {
        name: String(name),
        patterns: (Array.isArray(patterns) ? patterns : [patterns]).map(String),
        priority: typeof priority === "number" ? priority : 0,
        dataStream: dataStream !== undefined
      }
    })
  )
}

/** The answer to a simulation with one document; `before`: what was sent. */
export const piped = (pipeline: string, before: Fields, body: unknown): Option.Option<Piped> => {
  const { docs } = fields(body)
  if (!Array.isArray(docs)) return Option.none()
  const after = fields(fields(fields(docs[0])["doc"])["_source"])
  const same =
    Object.keys(after).length === Object.keys(before).length &&
    Object.entries(before).every(([key, value]) => JSON.stringify(value) === JSON.stringify(after[key]))
  return Option.some({ _tag: same ? "Unchanged" : "Changed", pipeline })
}
