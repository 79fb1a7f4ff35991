/** Elasticsearch's answers to `Diagnostics`. `none`: it is not such an answer. */
import { Option } from "effect"
import type { ClusterHealth, DiskUse } from "../../domain/judgeElasticsearch.ts"
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

export const indexHealth = (body: unknown): Option.Option<ReadonlyArray<IndexHealth>> =>
  Option.map(rows(body), (all) =>
    all.map((row) => ({
      index: String(row["index"]),
      open: row["status"] !== "close",
      health: String(row["health"])
    }))
  )

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
export const missingPrivileges = (body: unknown): Option.Option<ReadonlyArray<string>> => {
  const { cluster, index } = fields(body)
  if (!isRecord(cluster) && !isRecord(index)) return Option.none()
  const onIndices = Object.entries(fields(index)).flatMap(([name, value]) =>
    denied(value).map((privilege) => `${privilege} on ${name}`)
  )
  return Option.some([...denied(cluster), ...onIndices])
}
