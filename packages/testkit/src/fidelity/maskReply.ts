import { type Json, isArray, isObject, RawJson } from "../emulator/json/Json.ts"
import type { CallOptions } from "./Call.ts"
import type { Reply } from "./Reply.ts"

/** Members whose value is this run's own: identities, times, durations, sizes, addresses. Whether they are there still counts. */
const ownValues = new Set([
  "uuid",
  "index_uuid",
  "cluster_uuid",
  "restoreUUID",
  "pit_id",
  "node",
  "node_id",
  "start_time",
  "end_time",
  "creation_date",
  "shards.undesired",
  "write_load.forecast",
  "disk.indices.forecast",
  "disk.indices",
  "disk.used",
  "disk.avail",
  "disk.total",
  "disk.percent",
  "write_load",
  "search_idle_time",
  "at",
  "ua",
  "unassigned.at",
  "unassigned.for",
  "index.uuid",
  "index.history.uuid",
  "index.creation_date",
  "start_epoch",
  "end_epoch",
  "duration",
  "took",
  "number_of_pending_tasks",
  "pending_tasks",
  "max_task_wait_time",
  "number_of_in_flight_fetch",
  "host",
  "ip",
  "transport_address",
  "http_address",
  "build_flavor",
  "build_hash",
  "build_date",
  "build_type",
  "cluster_name",
  "max_segments_per_shard",
  "epoch",
  "timestamp",
  "time",
  "store",
  "dataset",
  "size",
  "total_size",
  "file_count",
  "files",
  "percent",
  "stack_trace",
  "store.size",
  "pri.store.size",
  "dataset.size",
  "node.role",
  "heap.percent",
  "ram.percent",
  "cpu",
  "load_1m",
  "load_5m",
  "load_15m"
])

const ownSuffix = /(_in_millis|_in_bytes|_millis|_bytes)$/
/** Lists whose order is not defined. */
const unordered = new Set(["indices", "failures", "root_cause", "feature_states", "attributes"])
/** Objects whose keys, at any depth, come in no defined order: hash maps of the server. */
const unorderedKeys = new Set(["settings", "metadata", "persistent", "transient", "defaults"])

const uuid = "[A-Za-z0-9_-]{20,22}"
const identity = /^([A-Za-z0-9_-]{20}|[A-Za-z0-9_-]{22}|[A-Za-z0-9_=-]{60,})$/

/** A reply without what differs between two runs of the same server; `location` is the folder that stands for `$loc`. */
export const maskReply = (reply: Reply, location: string, options: CallOptions = {}): Reply => {
  const mask = masker(
    location,
    new Set([...unordered, ...(options.anyOrder ?? [])]),
    options.anyBlocked === true
  )
  return {
    status: reply.status,
    headers: Object.fromEntries(
      Object.entries(reply.headers).map(([name, value]) => [
        name,
        name === "allow" ? value.split(",").toSorted().join(",") : mask.text(value)
      ])
    ),
    body: typeof reply.body === "string" ? mask.text(reply.body) : mask.json(reply.body, "")
  }
}

const masker = (location: string, sortedLists: ReadonlySet<string>, anyBlocked: boolean) => {
  const text = (value: string): string =>
    value
      .replaceAll(anyBlocked ? /^index \[[^\]]+\](?= blocked by: \[[^;]+;$)/g : /(?!)/g, "index [<any>]")
      .replaceAll(new RegExp(`[^\\s"'\\[\\]]*${location}`, "g"), "$$loc")
      .replaceAll(new RegExp(`(?<=/)${uuid}(?=[\\]}\\s,]|$)`, "g"), "<uuid>")
      .replaceAll(new RegExp(`\\[\\{${uuid}\\}`, "g"), "[{<uuid>}")
      .replaceAll(new RegExp(`snap-${uuid}\\.dat`, "g"), "snap-<uuid>.dat")
      .replaceAll(/(\n\tat [^\n]*|\n\t\.\.\. \d+ more)+/g, "\n\tat <frames>")
      .replaceAll(/(?<=Recovery failed on )(\{[^}]*\})+/g, "<node>")
      .replaceAll(/(?<=failed shard on node |node|failed_nodes\[)\[[\w-]{22}\]/g, "[<node>]")
      .replaceAll(/(?<=\bat\[)[\dT:.-]+Z(?=\])/g, "<time>")
      .replaceAll(/(?<=a\[id=)[\w-]{22}/g, "<allocation>")
      .replaceAll(/(?<=\/)__[\w-]{22}/g, "__<uuid>")
      // Whether files of a shard that failed are left on the node is a matter of moments.
      .replaceAll(" that hold an in-sync copy of its data", "")
      .replaceAll(/(?<=\/indices\/)[\w-]{22}(?=\/)/g, "<uuid>")
      .replaceAll(/(?<=\/meta-)[\w-]{20,22}(?=\.dat)/g, "<uuid>")
      .replaceAll(/(?<=expected=|actual=|checksum \[)[a-z0-9]+/g, "<checksum>")
      .replaceAll(/(?<=[a-z]Length=|, length \[)\d+/g, "<length>")
      .replaceAll(/\b_\w+\.(cfs|fdt|tim|doc|dvd|kdd)\b/g, "<file>")
      .replaceAll(/\[127\.0\.0\.1:\d+\]/g, "[<address>]")
      .replaceAll(new RegExp(`\\[\\[${uuid}\\]\\[\\d+\\] searcherId`, "g"), "[[<uuid>][<number>] searcherId")
      .replaceAll(/(?<=search context found for id )\[\d+\]/g, "[<number>]")
      .replaceAll(/Elasticsearch-[\w.-]+/g, "Elasticsearch-<build>")
      .replaceAll(/(?<=in document with id ')[\w-]{20}(?=')/g, "<own>")
      .replaceAll("headers [Content-Type, Accept]", "headers [Accept, Content-Type]")
      .replaceAll(
        /indices \[[^\]]*\] and \[[^\]]*\] are renamed into/g,
        "indices [<one>] and [<other>] are renamed into"
      )
      // The blocks of an index are a set that each server orders in its own way.
      .replaceAll(/(?<=blocked by: \[)[^\]]+(?=\];)/g, (blocks) =>
        blocks
          .split(/, (?=[A-Z_]+\/\d)/)
          .toSorted()
          .join(", ")
      )
      .replaceAll(/\[\d+(\.\d+)?(ms|s|micros|nanos)\]/g, "[<duration>]")
  const json = (value: Json, key: string): Json => {
    if (value === null) return null
    if (ownValues.has(key) || ownSuffix.test(key) || isIdentity(key, value))
      return isObject(value) && key !== "files" ? object(value, key) : own(value)
    if (key === "next" && typeof value === "string") return cursor(value)
    if (typeof value === "string") return text(value)
    if (isArray(value)) {
      const items = value.map((item) => json(item, ""))
      return sortedLists.has(key) ? items.toSorted((a, b) => (sortText(a) < sortText(b) ? -1 : 1)) : items
    }
    return isObject(value) ? object(value, key) : value
  }
  const object = (value: { readonly [key: string]: Json | undefined }, key: string): Json => {
    const members = Object.entries(value).flatMap(([name, member]): readonly (readonly [string, Json])[] =>
      member === undefined ? [] : [[key === "nodes" ? "<node>" : text(name), json(member, name)]]
    )
    const isMap = members.every(([, member]) => isObject(member))
    const masked = Object.fromEntries(isMap ? members.toSorted(byKey) : members)
    return unorderedKeys.has(key) ? sortedDeeply(masked) : masked
  }
  return { text, json }
}

const byKey = ([a]: readonly [string, Json], [b]: readonly [string, Json]): number => (a < b ? -1 : 1)

const sortedDeeply = (value: Json): Json => {
  if (!isObject(value)) return value
  const members = Object.entries(value).flatMap(([key, member]): readonly (readonly [string, Json])[] =>
    member === undefined ? [] : [[key, sortedDeeply(member)]]
  )
  return Object.fromEntries(members.toSorted(byKey))
}

const isIdentity = (key: string, value: Json): boolean =>
  (key === "id" || key === "_id") && typeof value === "string" && identity.test(value)

const own = (value: Json): string => (isArray(value) ? "<own list>" : `<own ${kind(value)}>`)

const kind = (value: Json): string => (value instanceof RawJson ? "number" : typeof value)

/** Where a page ended: a start time in it is this run's own. */
const cursor = (value: string): string =>
  Buffer.from(value, "base64url")
    .toString()
    .replace(/^\d{12,}/, "<time>")

const sortText = (value: Json): string => (value instanceof RawJson ? value.text : JSON.stringify(value))
