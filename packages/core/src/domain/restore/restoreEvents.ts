/** What happened to restores and drills between two looks into the journal. Pure, as `domain/BackupEvent.ts`. */
import type { BackupId } from "../BackupId.ts"
import type { RestoreId } from "../RestoreId.ts"
import { isOpen, lastHeardOf, type Restore, type RestoreTransition } from "./Restore.ts"
import type { Target } from "./RestorePlan.ts"

interface Which {
  readonly restore: RestoreId
  readonly target: Target["_tag"]
}

/** Transitions that are told; the others are steps of the processes, which `GET /api/v1/restores/{id}` has. */
const told = ["DeletesBegun", "Compared", "TemplatesPut", "Resumed", "Ended"] as const

type Told = (typeof told)[number]

/** What happened to a restore or drill. */
export type RestoreWhat =
  | ({ readonly _tag: "RestoreStarted"; readonly askedBy: string } & Which)
  | ({
      readonly _tag: "RestoreChanged"
      readonly by: string
      readonly event: Extract<RestoreTransition["event"], { readonly _tag: Told }>
    } & Which)

/** It, when it was written, and the backup that it is of. */
export interface RestoreHappening {
  readonly at: number
  readonly backupId: BackupId
  readonly what: RestoreWhat
}

/** Restores and drills as one look saw them. */
export type SeenRestores = ReadonlyMap<RestoreId, Restore>

const isTold = (
  event: RestoreTransition["event"]
): event is Extract<RestoreTransition["event"], { readonly _tag: Told }> => told.some((x) => x === event._tag)

const eventsOf = (
  before: Restore | undefined,
  { id, plan, requestedAt, requestedBy, transitions }: Restore,
  since: number
): ReadonlyArray<RestoreHappening> => {
  const which = { restore: id, target: plan.target._tag }
  const { backupId } = plan
  const started: RestoreHappening = {
    at: requestedAt,
    backupId,
    what: { _tag: "RestoreStarted", askedBy: requestedBy, ...which }
  }
  const fresh =
    before === undefined
      ? transitions.filter((x) => x.at >= since)
      : transitions.slice(before.transitions.length)
  return [
    ...(before === undefined && requestedAt >= since ? [started] : []),
    ...fresh.flatMap(({ at, by, event }): ReadonlyArray<RestoreHappening> =>
      isTold(event) ? [{ at, backupId, what: { _tag: "RestoreChanged", by, event, ...which } }] : []
    )
  ]
}

/** `since`: what is older, of a restore that was not seen before, is no news. */
export const restoreEvents = (
  before: SeenRestores,
  after: SeenRestores,
  since: number
): ReadonlyArray<RestoreHappening> =>
  [...after].flatMap(([id, restore]) => eventsOf(before.get(id), restore, since))

/** How many that have ended are remembered, so that what was told of them is not told again. */
const remembered = 20

/** Those that the next look has to know: all that are open, and the last that have ended. */
export const remember = (restores: Iterable<Restore>): SeenRestores => {
  const newest = [...restores].toSorted((a, b) => lastHeardOf(b) - lastHeardOf(a))
  const ended = new Set(newest.filter((x) => !isOpen(x)).slice(0, remembered))
  return new Map(newest.filter((x) => isOpen(x) || ended.has(x)).map((x) => [x.id, x]))
}
