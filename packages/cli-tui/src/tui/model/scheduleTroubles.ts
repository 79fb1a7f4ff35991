/** What is not as it should be with what is done by itself, and what comes next. */
import { type Job, Quantities, type Run, type ScheduleStatus } from "@camunda-backup/core"
import type { Model } from "./Model.ts"

/** `words` begin with the job and tell it in a few words, the reason last, where it may be cut. */
export interface ScheduleTrouble {
  readonly job: Job
  readonly words: string
  /** The list of backups says so itself. */
  readonly isListed: boolean
}

/** `11-25 02:00` */
export const shortTime = (millis: number): string => Quantities.utc(millis).slice(5, 16)

/** What became of what a run began, where that is known and not good. */
export const failureOf = (model: Model, { components, job }: ScheduleStatus, run: Run): string | null => {
  const { backupId, dueAt } = run
  if (backupId === null) return null
  const found = components.flatMap((component): ReadonlyArray<string> => {
    if (job === "drill") {
      const last = model.verified.of.get(component)?.get(backupId)
      return last === undefined || last.at < dueAt || last.result === "verified"
        ? []
        : [`${component} ${last.result}${last.reason === null ? "" : `: ${last.reason}`}`]
    }
    const backup = model.readings.get(component)?.backups.find((x) => x.backupId === backupId)
    return backup === undefined || backup.state === "COMPLETED" || backup.state === "IN_PROGRESS"
      ? []
      : [`${component} ${backup.state}${backup.reason === null ? "" : `: ${backup.reason}`}`]
  })
  return found.length === 0 ? null : found.join(", ")
}

const troublesOfOne = (model: Model, x: ScheduleStatus): ReadonlyArray<ScheduleTrouble> => {
  const { job, paused } = x
  const [last] = x.runs
  const of = (words: string, isListed = false): ReadonlyArray<ScheduleTrouble> => [{ job, words, isListed }]
  const held =
    paused === null
      ? []
      : of(`${job} schedule PAUSED for ${Quantities.duration(model.now - paused.at)} by ${paused.by}`)
  if (last === undefined) return held
  const failure = failureOf(model, x, last)
  return [
    ...held,
    // That it was skipped for the pause is no news while it lasts.
    ...(last.outcome === "skipped" && paused === null
      ? of(`${job} ${shortTime(last.dueAt)} SKIPPED: ${last.reason ?? "no reason was kept."}`)
      : []),
    ...(failure === null ? [] : of(`${job} ${shortTime(last.dueAt)}: ${failure}`, true)),
    ...(last.retention?.reason == null
      ? []
      : of(`${job} ${shortTime(last.dueAt)}: retention stopped: ${last.retention.reason}`))
  ]
}

export const scheduleTroubles = (model: Model): ReadonlyArray<ScheduleTrouble> =>
  (model.schedules.of ?? []).flatMap((x) => troublesOfOne(model, x))

/** The first that will begin; `null`: none, or not known. */
export const nextRun = ({ schedules }: Model): { readonly job: Job; readonly at: number } | null => {
  const all = (schedules.of ?? []).flatMap(({ job, next, paused }) =>
    next === null || paused !== null ? [] : [{ job, at: next }]
  )
  return all.toSorted((a, b) => a.at - b.at)[0] ?? null
}

/** `backup in 3h 00m`; what is past was read before its time came. */
export const nextWords = (model: Model, { at, job }: { readonly job: Job; readonly at: number }): string =>
  at > model.now
    ? `${job} in ${Quantities.duration(at - model.now)}, ${Quantities.utc(at).slice(0, 16)} UTC`
    : `${job} due since ${Quantities.utc(at).slice(0, 16)} UTC`
