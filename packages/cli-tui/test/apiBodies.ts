/** Bodies of `/api/v1`, of the same backups that `bodies.ts` tells in Camunda's words. */
import { id } from "./bodies.ts"
import type { Answer } from "./startServer.ts"

interface CamundaBody {
  readonly state: string
  readonly failureReason: string | null
  readonly details: ReadonlyArray<{
    readonly snapshotName: string
    readonly state: string
    readonly startTime: string
    readonly failures: ReadonlyArray<string>
  }>
}

const idOf = (text: string): string => /"backupId":([0-9]+)/.exec(text)?.[1] ?? ""
const iso = (time: string): string => new Date(time.replace("+0000", "Z")).toISOString()

const failure = {
  index: "operate-event-8.3.0_",
  shard: 0,
  reason: "disk\u001b[2J full",
  node: "n1",
  status: "INTERNAL_SERVER_ERROR"
}

const read = (component: string, text: string) => {
  const { details, failureReason, state } = JSON.parse(text) as CamundaBody
  const snapshots = details.map((x) => ({
    snapshot: x.snapshotName,
    state: x.state,
    startedAt: iso(x.startTime),
    damaged: false,
    failures: x.failures.map(() => failure)
  }))
  const times = snapshots.map((x) => x.startedAt).toSorted()
  const done = snapshots.filter((x) => x.state === "SUCCESS").length
  const head = { component, backupId: idOf(text), state, reason: failureReason, version: "8.7.2" }
  return { head, snapshots, startedAt: times[0] ?? null, parts: { done, total: 6 } }
}

export const listKey = (component: string, prefix = ""): string =>
  `GET ${prefix}/api/v1/backups?snapshots=true&pattern=*&limit=10000&component=${component}`
export const at = (component: string, backupId: string | number = id, prefix = ""): string =>
  `${prefix}/api/v1/backups/${component}/${backupId}`
export const post = "POST /api/v1/backups"

/** The list of a component. */
export const page = (component: string, ...texts: ReadonlyArray<string>): Answer => {
  const backups = texts.map((text) => {
    const { head, parts, snapshots, startedAt } = read(component, text)
    return { ...head, startedAt, parts, snapshots }
  })
  return { status: 200, body: JSON.stringify({ backups, next: null }) }
}

/** All there is to say of a backup. */
export const details = (component: string, text: string): Answer => {
  const { head, parts, snapshots, startedAt } = read(component, text)
  const none = { finishedAt: null, indices: null, shards: null, bytes: null }
  const body = {
    ...head,
    startedAt,
    finishedAt: null,
    progress: {
      parts,
      current: null,
      bytesPerSecond: null,
      remainingMillis: null,
      stalledSince: null
    },
    parts: snapshots.map((x) => ({
      part: Number(/_part_([0-9]+)_of_/.exec(x.snapshot)?.[1]),
      ...none,
      ...x
    })),
    inNoPart: null,
    attempt: null
  }
  return { status: 200, body: JSON.stringify(body) }
}

const problemOf = (status: number, code: string, facts: object, detail: string) => ({
  type: `urn:camunda-backup:problem:${code}`,
  title: code,
  status,
  detail,
  instance: "urn:uuid:0b1f",
  code,
  hint: "Do what the hint says.",
  retryable: false,
  details: facts
})

/** A refusal: what the client makes of it comes from code and facts. */
export const refusal = (status: number, code: string, facts: object = {}, detail = "words"): Answer => ({
  status,
  body: JSON.stringify(problemOf(status, code, facts, detail))
})

/** What became of a create: snapshots of a component, or its refusal. */
export const created = (
  outcomes: Readonly<Record<string, Answer | "accepted">>,
  backupId: string = id
): Answer => {
  const backups = Object.entries(outcomes).map(([component, outcome]) => ({
    component,
    accepted: outcome === "accepted",
    location: null,
    scheduledSnapshots:
      outcome === "accepted"
        ? [1, 2, 3, 4, 5, 6].map((part) => `camunda_${component}_${backupId}_8.7.2_part_${part}_of_6`)
        : [],
    problem: outcome === "accepted" ? null : (JSON.parse(outcome.body ?? "null") as object)
  }))
  return { status: 202, body: JSON.stringify({ backupId, backups }) }
}
