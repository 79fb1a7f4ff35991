/** The list of one component arrived, or failed. What was known stays when it failed. */
import type { Task } from "../model/Task.ts"
import type { Model, Refresh } from "../model/Model.ts"
import type { MsgOf } from "../model/Msg.ts"
import { rowsOf } from "../model/Row.ts"
import { running } from "../model/Selection.ts"
import { askFacts } from "./askFacts.ts"
import { askVerified } from "./askVerified.ts"
import { Result } from "effect"
import { boundList } from "./keepInBounds.ts"
import { stay, type Updated, toast } from "./Updated.ts"

const whileRunning = 1000
const longestPause = 15_000
/** Reading takes at most a tenth of the time, also where a list is slow. */
const share = 10

/** When to read again: sooner while something runs, later after failures, and never so often that the server is busy with us alone. */
export const nextAt = (refresh: Refresh, isRunning: boolean, now: number): number => {
  if (refresh.failures > 0)
    return now + Math.min(longestPause, refresh.everyMillis * 2 ** (refresh.failures - 1))
  const every = isRunning ? Math.min(whileRunning, refresh.everyMillis) : refresh.everyMillis
  return now + Math.max(every, share * refresh.lastMillis)
}

const afterRound = (model: Model, refresh: Refresh, at: number): Refresh => {
  if (refresh.waiting.size > 0) return refresh
  const failed = [...model.readings.values()].some((x) => x.error !== null)
  const counted: Refresh = {
    ...refresh,
    lastMillis: at - refresh.askedAt,
    failures: failed ? refresh.failures + 1 : 0,
    failingSince: failed ? (refresh.failingSince ?? at) : null
  }
  return { ...counted, nextAt: nextAt(counted, running(model).length > 0, at) }
}

/** What was known of a backup does not hold for a later one with the same id. */
const withoutGone = <A>(known: ReadonlyMap<string, A>, keys: ReadonlySet<string>): ReadonlyMap<string, A> => {
  const isThere = (x: string): boolean => keys.has(x.slice(x.indexOf("/") + 1))
  return [...known.keys()].every(isThere) ? known : new Map([...known].filter(([x]) => isThere(x)))
}

export const listed = (model: Model, { answer, at, component }: MsgOf<"Listed">): Updated => {
  const before = model.readings.get(component) ?? { backups: [], at: null, error: null }
  const reading = Result.match(answer, {
    onSuccess: (backups) => ({ backups, at, error: null }),
    onFailure: (error) => ({ ...before, error })
  })
  const readings = new Map([...model.readings, [component, reading]])
  // Half of what there is looks like something else: like a backup that one component lacks, or the last good one.
  const isWhole = [...readings.values()].every((x) => x.at !== null || x.error !== null)
  const isNew = isWhole && (Result.isSuccess(answer) || model.rows.length === 0)
  const rows = isNew ? rowsOf([...readings.values()].flatMap((x) => x.backups)) : model.rows
  const waiting = new Set([...model.refresh.waiting].filter((x) => x !== component))
  const keys = new Set(rows.map((x) => x.key))
  const marks = [...model.marks].every((x) => keys.has(x))
    ? model.marks
    : new Set([...model.marks].filter((x) => keys.has(x)))
  const next: Model = {
    ...model,
    readings,
    rows,
    marks,
    facts: withoutGone(model.facts, keys),
    attempts: withoutGone(model.attempts, keys),
    now: Math.max(model.now, at)
  }
  const refresh = afterRound(next, { ...model.refresh, waiting }, at)
  const isBack = model.refresh.failures > 0 && refresh.failures === 0
  const told = isBack ? toast({ ...next, detailErrors: new Map() }, "ok", "The server answers again.") : next
  const ready = boundList(model, { ...told, refresh })
  if (waiting.size > 0) return stay(ready)
  const [asking, tasks] = askFacts(ready)
  const [verifying, drills] = refresh.failures > 0 ? stay(asking) : askVerified(asking)
  return [verifying, [...tasks, ...askWhatIsOffered(ready), ...drills]]
}

/** Before anything is opened: whether this server offers cancel, resume and attempts. */
const askWhatIsOffered = (model: Model): ReadonlyArray<Task> => {
  const [row] = model.rows
  const component = row === undefined ? undefined : [...row.backups.keys()][0]
  return row === undefined || component === undefined || model.attempts.size > 0
    ? []
    : [{ _tag: "Attempts", component, backupId: row.backupId }]
}
