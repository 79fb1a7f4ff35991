/**
 * Elasticsearch's answers to `Diagnostics`. `none`: it is not such an answer. Required fields must be present and everything must have its type:
 * a check that finds nothing wrong in an answer that it does not understand would approve an installation that it has not seen.
 */
import { Option } from "effect"
import type { AllocationSettings, ClusterSettings, OpenShards } from "../../domain/ClusterSettings.ts"
import { withoutUser } from "../../config/addresses.ts"
import type { DiskRoom } from "../../domain/DiskRoom.ts"
import type { Repository } from "../../domain/Installation.ts"
import type { IndexTemplate } from "../../domain/IndexTemplate.ts"
import type { Piped } from "../../domain/check/judgeJournal.ts"
import type { ClusterHealth, DiskUse } from "../../domain/check/judgeElasticsearch.ts"
import { each, type MissingPrivilege, type Need, type Wanted } from "../../domain/check/Privilege.ts"
import type { Block, IndexHealth } from "../../domain/check/judgeIndices.ts"
import { isRecord } from "./isRecord.ts"

type Fields = Readonly<Record<string, unknown>>

const fields = (value: unknown): Fields => (isRecord(value) ? value : {})

const isText = (value: unknown): value is string => typeof value === "string"

const isTruth = (value: unknown): value is boolean => typeof value === "boolean"

/** Not a list. */
const isObject = (value: unknown): value is Fields => isRecord(value) && !Array.isArray(value)

/** Of an answer of which fields were selected, and which is empty where nothing has them. */
const isEmpty = (body: Fields): boolean => Object.keys(body).length === 0

/** Every entry, read as what it must be, or none at all. */
const every = <A, B>(
  values: ReadonlyArray<A>,
  read: (value: A) => Option.Option<B>
): Option.Option<ReadonlyArray<B>> => Option.all(values.map(read))

/** Rows of the `_cat` API, of which there is always at least one here. */
const rows = (body: unknown): Option.Option<ReadonlyArray<Fields>> =>
  Array.isArray(body) && body.length > 0 && body.every(isObject) ? Option.some(body) : Option.none()

export const version = (body: unknown): Option.Option<string> => {
  const [node] = Object.values(fields(fields(body)["nodes"]))
  const found = fields(node)["version"]
  return typeof found === "string" ? Option.some(found) : Option.none()
}

const colours = new Set(["green", "yellow", "red"])

/** Older versions do not count primaries separately. */
export const health = (body: unknown): Option.Option<ClusterHealth> => {
  const {
    cluster_name: cluster,
    status,
    unassigned_primary_shards: unassignedPrimaries = 0,
    number_of_pending_tasks: pendingTasks = 0,
    task_max_waiting_in_queue_millis: pendingMillis = 0
  } = fields(body)
  return isText(status) &&
    colours.has(status) &&
    typeof unassignedPrimaries === "number" &&
    typeof pendingTasks === "number" &&
    typeof pendingMillis === "number"
    ? Option.some({
        cluster: isText(cluster) ? cluster : null,
        status,
        unassignedPrimaries,
        pendingTasks,
        pendingMillis
      })
    : Option.none()
}

/** Unassigned shards have a row of their own, without a disk. */
export const diskUse = (body: unknown): Option.Option<ReadonlyArray<DiskUse>> =>
  Option.map(
    Option.flatMap(rows(body), (all) =>
      every(all, ({ "disk.percent": percent, node }): Option.Option<ReadonlyArray<DiskUse>> => {
        if (!isText(node) || percent === undefined) return Option.none()
        if (percent === null) return Option.some([])
        const number = Number(percent)
        return Number.isFinite(number) ? Option.some([{ node, percent: number }]) : Option.none()
      })
    ),
    (found) => found.flat()
  )

/** Unassigned shards have a row of their own, without a disk. */
export const disks = (body: unknown): Option.Option<ReadonlyArray<DiskRoom>> =>
  Option.map(
    Option.flatMap(rows(body), (all) =>
      every(
        all,
        ({ "disk.avail": available, "disk.total": total, node }): Option.Option<ReadonlyArray<DiskRoom>> => {
          if (!isText(node) || total === undefined) return Option.none()
          if (total === null || available === null) return Option.some([])
          const room = { node, totalBytes: Number(total), availableBytes: Number(available) }
          return Number.isFinite(room.totalBytes + room.availableBytes) ? Option.some([room]) : Option.none()
        }
      )
    ),
    (found) => found.flat()
  )

export const epoch = (body: unknown): Option.Option<number> =>
  Option.flatMap(rows(body), ([row]) => {
    const text = row?.["epoch"]
    const seconds = isText(text) || typeof text === "number" ? Number(text) : 0
    return seconds > 0 ? Option.some(seconds * 1000) : Option.none()
  })

const healthByIndex = (body: unknown): Option.Option<ReadonlyArray<readonly [string, string]>> => {
  if (!isObject(body)) return Option.none()
  const { indices } = body
  if (indices === undefined) return isEmpty(body) ? Option.some([]) : Option.none()
  if (!isObject(indices)) return Option.none()
  return every(Object.entries(indices), ([index, x]) => {
    const { status } = fields(x)
    return isText(status) ? Option.some([index, status] as const) : Option.none()
  })
}

const closedIndices = (body: unknown): Option.Option<ReadonlySet<string>> => {
  if (!isObject(body)) return Option.none()
  const { indices } = body
  if (indices === undefined) return isEmpty(body) ? Option.some(new Set()) : Option.none()
  if (!Array.isArray(indices)) return Option.none()
  const names = every(indices.map(fields), ({ attributes = [], name }) =>
    isText(name) && Array.isArray(attributes)
      ? Option.some(attributes.includes("closed") ? [name] : [])
      : Option.none()
  )
  return Option.map(names, (found) => new Set(found.flat()))
}

/** `health`: of `_cluster/health` by index; `resolved`: of `_resolve/index`, which alone tells which are closed. */
export const indexHealth = (health: unknown, resolved: unknown): Option.Option<ReadonlyArray<IndexHealth>> =>
  Option.map(Option.all([healthByIndex(health), closedIndices(resolved)]), ([byIndex, closed]) =>
    byIndex.map(([index, x]) => ({ index, open: !closed.has(index), health: x }))
  )

export const blocks = (body: unknown): Option.Option<ReadonlyArray<Block>> => {
  if (!isObject(body)) return Option.none()
  const found = every(Object.entries(body), ([index, value]): Option.Option<ReadonlyArray<Block>> => {
    const { settings } = fields(value)
    if (!isObject(settings) || !Object.values(settings).every((x) => isText(x) || isTruth(x)))
      return Option.none()
    return Option.some(
      Object.entries(settings).flatMap(([key, on]) => {
        const block = /^index\.blocks\.(\w+)$/.exec(key)?.[1]
        return block === undefined || String(on) !== "true" ? [] : [{ index, block }]
      })
    )
  })
  return Option.map(found, (all) => all.flat())
}

/** `some(none)`: it has no limit of its own. */
export const snapshotLimit = (repository: string, body: unknown): Option.Option<Option.Option<number>> => {
  const { settings = {}, type } = fields(fields(body)[repository])
  if (!isText(type) || !isObject(settings)) return Option.none()
  const { max_number_of_snapshots: set } = settings
  if (set === undefined) return Option.some(Option.none())
  const limit = Number(set)
  return limit > 0 ? Option.some(Option.some(limit)) : Option.none()
}

/** Settings that say where the files are; the others may hold what is nobody's business. */
const places = ["bucket", "container", "location", "path", "base_path", "url"] as const

export const repository = (name: string, body: unknown): Option.Option<Repository> => {
  const { settings = {}, type } = fields(fields(body)[name])
  if (!isText(type) || !isObject(settings)) return Option.none()
  const found = places.flatMap((x) => {
    const value = settings[x]
    return isText(value) && value !== "" ? [withoutUser(value)] : []
  })
  return Option.some({
    name,
    type,
    location: found.length === 0 ? null : found.join("/"),
    readonly: [settings["readonly"], settings["read_only"]].some((x) => x === true || x === "true")
  })
}

export const total = (body: unknown): Option.Option<number> => {
  const { total } = fields(body)
  return typeof total === "number" ? Option.some(total) : Option.none()
}

/** Contains at least the node that answered. */
export const nodeCount = (body: unknown): Option.Option<number> => {
  const { nodes } = fields(body)
  return isObject(nodes) && !isEmpty(nodes) ? Option.some(Object.keys(nodes).length) : Option.none()
}

const answers = (value: unknown): Option.Option<Readonly<Record<string, boolean>>> =>
  isObject(value) && Object.values(value).every(isTruth)
    ? Option.some(Object.fromEntries(Object.entries(value).map(([name, held]) => [name, held === true])))
    : Option.none()

const namesOf = (needs: ReadonlyArray<Need>): ReadonlyArray<string> => [
  ...new Set(needs.flatMap((x) => [x.action, ...x.privileges]))
]

/** What is asked for: each need by all of its names, each index once. */
export const privilegeQuestion = (wanted: Wanted) => {
  const onIndices = each(wanted).flatMap((need) =>
    need.index === null ? [] : [{ ...need, index: need.index }]
  )
  return {
    cluster: namesOf(wanted.cluster),
    index: [...Map.groupBy(onIndices, (x) => x.index)].map(([name, needs]) => ({
      names: [name],
      privileges: namesOf(needs)
    }))
  }
}

/** Empty: none is missing. An answer that leaves out what was asked for, or contradicts itself, is none. */
export const missingPrivileges = (
  wanted: Wanted,
  body: unknown
): Option.Option<ReadonlyArray<MissingPrivilege>> => {
  const { cluster, has_all_requested: all, index } = fields(body)
  if (!isTruth(all) || !isObject(index)) return Option.none()
  return Option.flatMap(
    Option.all([
      answers(cluster),
      every(Object.entries(index), ([name, x]) => Option.map(answers(x), (held) => [name, held] as const))
    ]),
    ([onCluster, onIndices]) => {
      const byIndex = new Map(onIndices)
      const everything = [onCluster, ...byIndex.values()].flatMap((x) => Object.values(x))
      if (all !== everything.every(Boolean)) return Option.none()
      const found = every(each(wanted), (need) => {
        const held = need.index === null ? onCluster : (byIndex.get(need.index) ?? {})
        const names = [need.action, ...need.privileges]
        if (!names.every((x) => held[x] !== undefined)) return Option.none()
        return Option.some(names.some((x) => held[x]) ? [] : [need])
      })
      return Option.map(found, (missing) => missing.flat())
    }
  )
}

/** With their defaults; for a setting that is set, Elasticsearch also gives its default. */
export const clusterSettings = (body: unknown): Option.Option<ClusterSettings> => {
  if (!isRecord(body)) return Option.none()
  const scopes = ["transient", "persistent", "defaults"].map((x) => fields(fields(body[x])["cluster"]))
  const limit = scopes.map((x) => x["max_shards_per_node"]).find((x) => typeof x === "string")
  const isOn = (name: string): boolean =>
    scopes.map((x) => fields(x["blocks"])[name]).find((x) => x !== undefined) === "true"
  return limit === undefined || !Number.isFinite(Number(limit))
    ? Option.none()
    : Option.some({
        maxShardsPerNode: Number(limit),
        blocks: ["read_only", "read_only_allow_delete"].filter(isOn).map((x) => `cluster.blocks.${x}`)
      })
}

/** Flat settings with defaults. */
export const allocation = (body: unknown): Option.Option<AllocationSettings> => {
  if (!isRecord(body)) return Option.none()
  const scopes = ["transient", "persistent", "defaults"].map((x) => fields(body[x]))
  const setting = (name: string): Option.Option<string> =>
    Option.fromNullishOr(
      scopes.map((x) => x[`cluster.routing.allocation.${name}`]).find((x) => isText(x) && x !== "")
    ).pipe(Option.map(String))
  return Option.map(setting("enable"), (enable) => ({
    enable,
    watermark: Option.getOrNull(
      Option.exists(setting("disk.threshold_enabled"), (x) => x === "false")
        ? Option.none()
        : Option.map(setting("disk.watermark.low"), (low) => ({
            low,
            lowMaxHeadroom: Option.getOrElse(setting("disk.watermark.low.max_headroom"), () => "-1")
          }))
    )
  }))
}

export const openShards = (body: unknown): Option.Option<OpenShards> => {
  const x = fields(body)
  const dataNodes = x["number_of_data_nodes"]
  const counts = ["active_shards", "initializing_shards", "unassigned_shards"].map((key) => x[key])
  return typeof dataNodes === "number" && counts.every((n) => typeof n === "number")
    ? Option.some({ count: counts.reduce((sum, n) => sum + n, 0), dataNodes })
    : Option.none()
}

/** Without one, fields that are selected leave an empty body. */
export const indexTemplates = (body: unknown): Option.Option<ReadonlyArray<IndexTemplate>> => {
  if (!isObject(body)) return Option.none()
  const all = body["index_templates"]
  if (all === undefined) return isEmpty(body) ? Option.some([]) : Option.none()
  if (!Array.isArray(all)) return Option.none()
  return every(all.map(fields), ({ index_template: template, name }) => {
    const { data_stream: dataStream, index_patterns: given, priority } = fields(template)
    const patterns: ReadonlyArray<unknown> = Array.isArray(given) ? given : [given]
    return isText(name) && patterns.every(isText)
      ? Option.some({
          name,
          patterns,
          priority: typeof priority === "number" ? priority : 0,
          dataStream: dataStream !== undefined
        })
      : Option.none()
  })
}

/** What became of a document: the document, an error, or nothing if it was dropped. */
const isOutcome = (value: unknown): boolean =>
  value === null || (isObject(value) && (isObject(value["doc"]) || isObject(value["error"])))

/** The answer to a simulation with one document; `before`: what was sent. */
export const piped = (pipeline: string, before: Fields, body: unknown): Option.Option<Piped> => {
  const { docs } = fields(body)
  if (!Array.isArray(docs) || docs.length !== 1 || !isOutcome(docs[0])) return Option.none()
  const after = fields(fields(fields(docs[0])["doc"])["_source"])
  const same =
    Object.keys(after).length === Object.keys(before).length &&
    Object.entries(before).every(([key, value]) => JSON.stringify(value) === JSON.stringify(after[key]))
  return Option.some({ _tag: same ? "Unchanged" : "Changed", pipeline })
}
