/** The list of one component arrived, or a page of it, or failed. What was known stays when it failed. */
import { BackupPage, type ClientError, type Component } from "@camunda-backup/core"
import type { Task } from "../model/Task.ts"
import type { Model, Refresh } from "../model/Model.ts"
import type { MsgOf } from "../model/Msg.ts"
import { type Changed, type Reading, unread, withPage } from "../model/Reading.ts"
import { rowsOf, rowsWith } from "../model/Row.ts"
import { isWhole, running } from "../model/Selection.ts"
import { askFacts } from "./askFacts.ts"
import { furtherPage } from "./askMore.ts"
import { askVerified } from "./askVerified.ts"
import { Option, Result } from "effect"
import { boundList } from "./keepInBounds.ts"
import { guarded } from "./openDialog.ts"
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

/** A list, or its newest page: what is read of a component in every round. `ids`: of which it says something else; `null`: of anything. */
const ended = (
  model: Model,
  component: Component.Component,
  read: Result.Result<{ readonly reading: Reading; readonly ids: Changed["ids"] | null }, ClientError>,
  at: number
): Updated => {
  const { ids, model: known } = withRead(model, component, read)
  const waiting = new Set([...model.refresh.waiting].filter((x) => x !== component))
  const next = withoutGoneRows({ ...known, now: Math.max(model.now, at) }, ids)
  const refresh = afterRound(next, { ...model.refresh, waiting }, at)
  const isBack = model.refresh.failures > 0 && refresh.failures === 0
  const told = isBack ? toast({ ...next, detailErrors: new Map() }, "ok", "The server answers again.") : next
  const ready = boundList(model, { ...told, refresh })
  if (waiting.size > 0) return stay(ready)
  const [asking, tasks] = askFacts(ready)
  const [verifying, drills] = refresh.failures > 0 ? stay(asking) : askVerified(asking)
  return [verifying, [...tasks, ...askWhatIsOffered(ready), ...drills]]
}

const isAnswered = (readings: Model["readings"]): boolean =>
  [...readings.values()].every((x) => x.at !== null || x.error !== null)

/** The rows with what was read. */
const withRead = (
  model: Model,
  component: Component.Component,
  read: Result.Result<{ readonly reading: Reading; readonly ids: Changed["ids"] | null }, ClientError>
): { readonly model: Model; readonly ids: Changed["ids"] | null } => {
  const before = model.readings.get(component) ?? unread
  const reading = Result.match(read, {
    onSuccess: (x) => x.reading,
    onFailure: (error) => ({ ...before, error })
  })
  const readings = new Map([...model.readings, [component, reading]])
  // Half of what there is looks like something else: like a backup that one component lacks, or the last good one.
  if (!isAnswered(readings) || (Result.isFailure(read) && model.rows.length > 0))
    return { model: { ...model, readings }, ids: new Set() }
  const lists = [...readings.values()].map((x) => x.backups)
  const ids = Result.isSuccess(read) && isAnswered(model.readings) ? read.success.ids : null
  const rows = ids === null ? rowsOf(lists.flat()) : rowsWith(model.rows, ids, lists)
  return { model: { ...model, readings, rows }, ids }
}

/** Marks and facts of backups that are no longer there. `ids`: which may be gone; `null`: any. */
const withoutGoneRows = (model: Model, ids: Changed["ids"] | null): Model => {
  if (ids?.size === 0) return model
  const keys = new Set(model.rows.map((x) => x.key))
  const marks = [...model.marks].every((x) => keys.has(x))
    ? model.marks
    : new Set([...model.marks].filter((x) => keys.has(x)))
  return {
    ...model,
    marks,
    facts: withoutGone(model.facts, keys),
    attempts: withoutGone(model.attempts, keys)
  }
}

export const listed = (model: Model, { answer, at, component }: MsgOf<"Listed">): Updated =>
  ended(
    model,
    component,
    Result.map(answer, (backups) => ({ reading: { backups, at, error: null, rest: null }, ids: null })),
    at
  )

export const paged = (model: Model, { after, answer, at, component }: MsgOf<"Paged">): Updated => {
  const before = model.readings.get(component) ?? unread
  const read = Result.map(answer, (page) => withPage(before, after, page, at))
  if (after !== null) {
    const { ids, model: known } = withRead(model, component, read)
    const asking = new Set([...model.following.asking].filter((x) => x !== component))
    const failed = Result.isFailure(answer)
    const next: Model = {
      ...withoutGoneRows(known, ids),
      // Whether the server can be reached at all is said by the newest page.
      ...(failed ? { refresh: { ...model.refresh, nextAt: model.now } } : {}),
      following: {
        ...model.following,
        asking,
        ...(failed ? { pageAt: model.now, moreAt: at + longestPause } : {})
      }
    }
    return swept(readyToDelete(model, boundList(model, next)), component, answer)
  }
  const [next, tasks] = ended(model, component, read, at)
  const [sweeping, more] = swept(next, component, answer)
  return [sweeping, [...tasks, ...more]]
}

/** A delete that was opened before everything was read is asked as if it were opened now: what must be typed is known only now. */
const readyToDelete = (before: Model, next: Model): Model =>
  next.dialog?._tag === "Confirmation" && next.dialog.kind === "delete" && !isWhole(before) && isWhole(next)
    ? guarded(next)
    : next

/** Goes on where everything that is known is being read again. */
const swept = (model: Model, component: Component.Component, answer: MsgOf<"Paged">["answer"]): Updated => {
  const { following } = model
  if (!following.sweeping.has(component)) return stay(model)
  const next = Result.isSuccess(answer) ? Option.getOrNull(answer.success.next) : null
  const last = model.readings.get(component)?.backups.at(-1)
  const isMore =
    next !== null && last !== undefined && BackupPage.compare(BackupPage.cursorOf(last), next) > 0
  if (isMore)
    return [
      { ...model, following: { ...following, asking: new Set([...following.asking, component]) } },
      [{ _tag: "Page", component, after: next, limit: furtherPage }]
    ]
  const sweeping = new Set([...following.sweeping].filter((x) => x !== component))
  return stay({ ...model, following: { ...following, sweeping } })
}

/** Before anything is opened: whether this server offers cancel, resume and attempts. */
const askWhatIsOffered = (model: Model): ReadonlyArray<Task> => {
  const [row] = model.rows
  const component = row === undefined ? undefined : [...row.backups.keys()][0]
  return row === undefined || component === undefined || model.attempts.size > 0
    ? []
    : [{ _tag: "Attempts", component, backupId: row.backupId }]
}
