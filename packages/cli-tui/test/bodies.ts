/** Bodies as Camunda writes them. */
import type { Answer } from "./startServer.ts"

/** The greatest id: a reader that goes through `number` shows another one. */
export const id = "9223372036854775807"

const nameOf = (component: string, part: number): string =>
  `camunda_${component}_${id}_8.7.2_part_${part}_of_6`

const parts = [1, 2, 3, 4, 5, 6]

const detail = (component: string, part: number, more: object) => ({
  snapshotName: nameOf(component, part),
  state: "SUCCESS",
  startTime: `2025-06-03T07:55:1${part}.685+0000`,
  failures: [],
  ...more
})

const ok = (body: string): Answer => ({ status: 200, body })

const backup = (component: string, state: string, reason: string | null, more: object): string =>
  `{"backupId":${id},"state":"${state}","failureReason":${JSON.stringify(reason)},"details":${JSON.stringify(
    parts.map((part) => detail(component, part, part === 6 ? more : {}))
  )}}`

export const completed = (component: string): string => backup(component, "COMPLETED", null, {})

const failure =
  "SnapshotShardFailure{shardId=[operate-event-8.3.0_][0], reason='disk\u001b[2J full', nodeId='n1', status=INTERNAL_SERVER_ERROR}"

export const failed = (component: string): string =>
  backup(component, "FAILED", "Some of the snapshots are partial", { state: "PARTIAL", failures: [failure] })

export const scheduled = (component: string): Answer =>
  ok(JSON.stringify({ scheduledSnapshots: parts.map((part) => nameOf(component, part)) }))

export const one = (body: string): Answer => ok(body)

export const many = (...bodies: ReadonlyArray<string>): Answer => ok(`[${bodies.join(",")}]`)
