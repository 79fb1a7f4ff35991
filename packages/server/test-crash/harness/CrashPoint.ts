/**
 * A moment at which a process is killed: at one of its calls of Elasticsearch, which either never arrives or is carried out without an answer.
 *
 * Points are told apart by what is called and for the how-manyeth time, not by a running number: what a process asks in the background, as
 * time goes by, must not shift them.
 */
import { SnapshotName, Component } from "@camunda-backup/core"
import type { RecordedRequest } from "@camunda-backup/testkit/faults"
import { Option } from "effect"

export interface CrashPoint {
  readonly call: string
  /** 0 for the first of its kind. */
  readonly occurrence: number
  readonly when: "before" | "after"
}

export const describePoint = ({ call, occurrence, when }: CrashPoint): string =>
  `${when} ${call}${occurrence > 0 ? ` (${occurrence + 1})` : ""}`

const partOf = (name: string): string => {
  const parsed = Component.all.map((component) => SnapshotName.parse(component, name)).find(Option.isSome)
  return parsed === undefined ? name : `part ${parsed.value.part}`
}

const document = (id: string): string => decodeURIComponent(id).replace(/:.*$/, "")

/** Requests about indices of Operate, or about those that a drill of it makes. */
const ofIndices = /^(operate|drill)-/

const indicesCall = (method: string, second: string): string => {
  if (second === "_settings") return `${method} settings of indices`
  if (second === "_stats") return "GET counts of indices"
  if (second === "") return method === "DELETE" ? "DELETE indices" : "GET shapes of indices"
  return `${method} ${second} of indices`
}

/** What a request is, in words without names that change from run to run. */
export const callOf = ({ method, path }: RecordedRequest): string => {
  const [, first = "", second = "", ...rest] = path.split("/")
  if (first === "_cat" && second === "shards") return "GET shards of indices"
  if (first === "_cluster" && second === "state") return "GET routing of indices"
  if (ofIndices.test(decodeURIComponent(first))) return indicesCall(method, second)
  if (first === "_snapshot") {
    if (rest[1] === "_restore") return `restore ${partOf(rest[0] ?? "")}`
    if (rest[1] === "_status") return "GET status of snapshots"
    if (rest.length === 0) return `${method} repository`
    const names = rest[0] ?? ""
    if (names.includes(",")) return `${method} snapshots`
    return `${method} snapshot ${names.endsWith("*") ? "of the backup" : partOf(names)}`
  }
  if (first === "_resolve") return "GET indices"
  if (second === "_doc" || second === "_create") {
    const verb = method === "GET" ? "read" : method === "DELETE" ? "remove" : "write"
    return `${verb} ${document(rest[0] ?? "")}`
  }
  if (second === "_search") return "search journal"
  if (second === "_mapping") return "read mapping of journal"
  if (second === "" && method === "PUT") return "create journal index"
  if (second === "" && first !== "" && method === "GET") return "look at journal index"
  return `${method} ${path}`
}

/** Every call by its name, and for the how-manyeth time it is made. */
export const callsOf = (
  requests: ReadonlyArray<RecordedRequest>
): ReadonlyArray<Pick<CrashPoint, "call" | "occurrence">> => {
  const counts = new Map<string, number>()
  return requests.map((request) => {
    const call = callOf(request)
    const occurrence = counts.get(call) ?? 0
    counts.set(call, occurrence + 1)
    return { call, occurrence }
  })
}

/** What every process asks all the time, without anybody's request. */
const inBackground = new Set([
  "read lease",
  "read aside-lease",
  "read restore",
  "search journal",
  "GET /_resolve/index/drill-*"
])

/** Both moments of every call, each named once. The calls in the background are left out: they are no step of the work. */
export const pointsOf = (requests: ReadonlyArray<RecordedRequest>): ReadonlyArray<CrashPoint> =>
  callsOf(requests)
    .filter(({ call, occurrence }) => !inBackground.has(call) || occurrence === 0)
    .flatMap((x) => (["before", "after"] as const).map((when) => ({ ...x, when })))
