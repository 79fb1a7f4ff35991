/**
 * The state machine of a restore: from its record, what is known of the cluster, and the time, to the next thing to do. Pure, so that every
 * situation can be explored; `engine/restore` carries the actions out and brings back facts.
 *
 * Rules it keeps:
 * - Only indices that the plan names are deleted, and only while they have the uuid that the plan has.
 * - Only indices that carry this restore's mark are dropped, repeated or opened for writes.
 * - Nothing is deleted before the journal says so, nor before a drill that the plan asks for has proved the backup.
 * - `Completed` is said only of a stage whose comparison the journal holds.
 * - Templates that the plan has are put back before anybody may write, so that no index is made without them.
 * - Nothing is restored under a name while a DELETE of it whose answer was lost can still be carried out.
 * - What a drill made is dropped whatever it ends with, and it ends only when no request of it can still make anything.
 *
 * Times are milliseconds of a clock that only moves forward.
 */
import { Option } from "effect"
import { pollDelay, retryDelay } from "../step.ts"
import type { Comparison } from "./compareRestored.ts"
import type { ExistingIndex } from "./ExistingIndex.ts"
import * as Restore from "./Restore.ts"
import type { RestoreEnd } from "./RestoreEnd.ts"
import type { ShardRecovery } from "./ShardRecovery.ts"
import type { SnapshotName } from "../SnapshotName.ts"
import { namePrefixOf, type RestorePart, type Stage } from "./RestorePlan.ts"
import { canStillCome, canStillGo, type Look, type RestoreWork, stageOf } from "./RestoreWork.ts"

/** What bounds a restore. */
export interface RestoreLimits {
  readonly partTimeoutMillis: number
  readonly retryBudgetMillis: number
  /** After this time an unanswered request is not carried out any more. */
  readonly settleMillis: number
  /** Indices deleted in one go, so that after each it is looked what was done. */
  readonly deleteBatch: number
}

/** What to do next. */
export type RestoreAction =
  | { readonly _tag: "Look"; readonly afterMillis: number }
  /** Write this into the journal. */
  | { readonly _tag: "Record"; readonly event: Restore.RestoreEvent }
  /** Delete these indices of the plan, by exact names. */
  | { readonly _tag: "Delete"; readonly names: ReadonlyArray<string> }
  /** Ask for these indices of a part; names as in the backup. */
  | {
      readonly _tag: "Restore"
      readonly stage: Stage
      readonly part: RestorePart
      readonly indices: ReadonlyArray<string>
    }
  | { readonly _tag: "Compare"; readonly stage: Stage }
  /** Put the templates and policies of the plan, in its order, by exact names. */
  | { readonly _tag: "PutTemplates" }
  /** Lift the write block, and take the mark away. */
  | { readonly _tag: "Release"; readonly names: ReadonlyArray<string> }
  /** Delete indices that carry the mark. */
  | { readonly _tag: "Drop"; readonly names: ReadonlyArray<string> }
  /** End with this, after what the stage made is dropped. */
  | { readonly _tag: "GiveUp"; readonly verdict: RestoreEnd }
  | { readonly _tag: "End"; readonly how: RestoreEnd }

const end = (how: RestoreEnd): RestoreAction => ({ _tag: "End", how })

const lookAgain = (work: RestoreWork): RestoreAction => ({ _tag: "Look", afterMillis: pollDelay(work.tries) })

/** What the restore makes is its own to drop: no Camunda works with it. */
const isAside = (work: RestoreWork, stage: Stage): boolean =>
  stage === "drill" || work.restore.plan.target._tag !== "InPlace"

/** The next thing to do. */
export const restoreStep = (work: RestoreWork, now: number, limits: RestoreLimits): RestoreAction => {
  const stage = stageOf(work.restore)
  if (stage === null) return afterDrill(work)
  const { fact } = work
  switch (fact._tag) {
    case "Unknown":
      return { _tag: "Look", afterMillis: 0 }
    case "Unavailable": {
      const failingFor = now - (work.failingSince ?? now)
      const budgetMillis = limits.retryBudgetMillis
      if (failingFor >= budgetMillis)
        return end({ _tag: "RetryBudgetSpent", step: fact.step, reason: fact.reason, budgetMillis })
      return { _tag: "Look", afterMillis: Math.min(retryDelay(work.tries - 1), budgetMillis - failingFor) }
    }
    case "Refused":
      return fail(work, stage, { _tag: "Refused", step: fact.step, reason: fact.reason })
    case "Compared":
      return { _tag: "Record", event: { _tag: "Compared", stage, comparison: fact.comparison } }
    case "TemplatesPut":
      return { _tag: "Record", event: { _tag: "TemplatesPut" } }
    case "Looked":
      return stage === "drill"
        ? drilling(work, fact.look, now, limits)
        : restoring(work, fact.look, now, limits)
  }
}

/** A drill of which nothing is left: it ends with what its comparison found, or with what kept it from one. */
const afterDrill = (work: RestoreWork): RestoreAction => {
  const stop = Restore.stopRequested(work.restore)
  return end(
    Option.match(Restore.comparisonOf(work.restore, "drill"), {
      onSome: verdictOf,
      onNone: (): RestoreEnd =>
        work.verdict ?? {
          _tag: "Stopped",
          reason: Option.getOrElse(stop, () => "It was stopped before anything was compared.")
        }
    })
  )
}

const verdictOf = (comparison: Comparison): RestoreEnd =>
  comparison.differences.length === 0
    ? { _tag: "Completed" }
    : { _tag: "Differs", differences: comparison.differences }

/** What the stage made goes first, where it is the restore's own. */
const fail = (work: RestoreWork, stage: Stage, how: RestoreEnd): RestoreAction =>
  stage === "drill" && work.verdict === null ? { _tag: "GiveUp", verdict: how } : end(how)

const mine = (work: RestoreWork, look: Look): ReadonlyArray<string> =>
  [...look.made.values()].filter((x) => x.mark === work.restore.id).map((x) => x.name)

const drilling = (work: RestoreWork, look: Look, now: number, limits: RestoreLimits): RestoreAction => {
  const { restore } = work
  const isOver =
    work.verdict !== null ||
    Option.isSome(Restore.stopRequested(restore)) ||
    Option.isSome(Restore.comparisonOf(restore, "drill"))
  return isOver ? dropping(work, look, limits) : parts(work, "drill", look, now, limits)
}

const dropping = (work: RestoreWork, look: Look, limits: RestoreLimits): RestoreAction => {
  const names = mine(work, look)
  if (names.length > 0) return { _tag: "Drop", names: names.slice(0, limits.deleteBatch) }
  if (canStillCome(work, limits.settleMillis)) return lookAgain(work)
  const { restore, verdict } = work
  const compared = Restore.comparisonOf(restore, "drill")
  const failed = Option.isNone(compared) ? verdict : null
  // In place nothing goes on after a drill that did not succeed.
  if (failed !== null) return end(failed)
  if (Option.isSome(compared) && compared.value.differences.length > 0) return end(verdictOf(compared.value))
  const stop = Restore.stopRequested(restore)
  if (Option.isSome(stop) && Option.isNone(compared)) return end({ _tag: "Stopped", reason: stop.value })
  return { _tag: "Record", event: { _tag: "Dropped", stage: "drill" } }
}

/** Once it was compared and is well it is opened, also when somebody asked to stop: that is truer than to stop between two indices. */
const restoring = (work: RestoreWork, look: Look, now: number, limits: RestoreLimits): RestoreAction => {
  const { restore } = work
  const compared = Restore.comparisonOf(restore, "restore")
  if (Option.isSome(compared)) {
    if (compared.value.differences.length > 0) return end(verdictOf(compared.value))
    if (Restore.awaitsTemplates(restore)) return { _tag: "PutTemplates" }
    const names = mine(work, look)
    return names.length > 0
      ? { _tag: "Release", names: names.slice(0, limits.deleteBatch) }
      : end({ _tag: "Completed" })
  }
  const stop = Restore.stopRequested(restore)
  if (Option.isSome(stop)) return stopping(work, look, stop.value, limits)
  const inTheWay = strangers(work, look)
  if (inTheWay.length > 0) return end({ _tag: "PlanOutdated", reason: describeStrangers(inTheWay) })
  const names = stillDoomed(work, look)
  if (names.length === 0) return parts(work, "restore", look, now, limits)
  return Restore.hasDeleted(restore)
    ? { _tag: "Delete", names: names.slice(0, limits.deleteBatch) }
    : { _tag: "Record", event: { _tag: "DeletesBegun" } }
}

/** Names of the plan that are still there with the uuid they had. */
const stillDoomed = ({ restore }: RestoreWork, look: Look): ReadonlyArray<string> =>
  restore.plan.doomed.filter((x) => look.doomed.get(x.name)?.uuid === x.uuid).map((x) => x.name)

/** What has a name that the restore deletes or makes, and is neither of the plan nor of the restore. */
const strangers = ({ restore }: RestoreWork, look: Look): ReadonlyArray<ExistingIndex> => {
  const doomed = new Set(restore.plan.doomed.map((x) => x.uuid))
  const found = new Map([...look.doomed, ...look.made])
  return [...found.values()].filter((x) => x.mark !== restore.id && (x.uuid === null || !doomed.has(x.uuid)))
}

const describeStrangers = (found: ReadonlyArray<ExistingIndex>): string =>
  `[${found
    .slice(0, 5)
    .map((x) => x.name)
    .join(
      ", "
    )}${found.length > 5 ? ", …" : ""}] ${found.length === 1 ? "is" : "are"} there now, and ${found.length === 1 ? "was" : "were"} made by somebody else since: does Camunda still run?`

/** In place nothing that was restored is dropped: what is gone is gone, and a resume goes on. */
const stopping = (work: RestoreWork, look: Look, reason: string, limits: RestoreLimits): RestoreAction => {
  if (isAside(work, "restore")) {
    const names = mine(work, look)
    if (names.length > 0) return { _tag: "Drop", names: names.slice(0, limits.deleteBatch) }
  }
  if (canStillCome(work, limits.settleMillis)) return lookAgain(work)
  return end({
    _tag: "Stopped",
    reason: Restore.hasDeleted(work.restore)
      ? `${reason} Indices of the component are deleted and not restored yet: resume the restore, or make another.`
      : reason
  })
}

/** Only what was read and is damaged says something of the snapshot. */
const givenUp = (
  index: string,
  snapshot: SnapshotName,
  { reason, shard, state }: ShardRecovery
): RestoreEnd => {
  const why = reason ?? "Elasticsearch does not say why."
  return state === "failed"
    ? { _tag: "ShardFailed", index, shard, snapshot, reason: why }
    : { _tag: "Refused", step: `looking for a node for shard ${shard} of index ${index}`, reason: why }
}

const parts = (
  work: RestoreWork,
  stage: Stage,
  look: Look,
  now: number,
  limits: RestoreLimits
): RestoreAction => {
  const { plan, id } = work.restore
  const prefix = namePrefixOf(plan, stage, id)
  for (const part of plan.parts) {
    const absent: Array<string> = []
    const lost: Array<string> = []
    let waiting: string | null = null
    let isDone = true
    for (const { name, shards } of part.indices) {
      const target = `${prefix}${name}`
      const made = look.made.get(target)
      if (made === undefined) {
        absent.push(name)
        continue
      }
      if (made.mark !== id)
        return fail(work, stage, { _tag: "PlanOutdated", reason: describeStrangers([made]) })
      const recovering = look.shards.get(target) ?? []
      const given = recovering.find((x) => x.state === "failed" || x.state === "unplaced")
      if (given !== undefined)
        // In place nothing is dropped at an end: whoever goes on with it, perhaps when the cause has passed, has to try anew.
        return stage === "restore" && work.part !== part.part
          ? { _tag: "Drop", names: [target] }
          : fail(work, stage, givenUp(name, part.snapshot, given))
      if (recovering.some((x) => x.state === "lost")) lost.push(target)
      if (recovering.filter((x) => x.state === "started").length < shards) {
        isDone = false
        waiting ??= recovering.find((x) => x.state !== "started")?.reason ?? null
      }
    }
    if (absent.length === 0 && isDone) continue
    // What was asked for comes as a whole: as long as it can come, or is coming, it is waited for.
    const settled = !canStillCome(work, limits.settleMillis) && !canStillGo(work, limits.settleMillis)
    if (absent.length > 0 && settled) return { _tag: "Restore", stage, part, indices: absent }
    const timeoutMillis = limits.partTimeoutMillis
    // Half of it is no use: it is brought back again.
    if (lost.length > 0 && now - work.partSince < timeoutMillis)
      return { _tag: "Drop", names: lost.slice(0, limits.deleteBatch) }
    return now - work.partSince >= timeoutMillis
      ? fail(work, stage, {
          _tag: "PartTimedOut",
          snapshot: part.snapshot,
          reason: waiting ?? "it is still being copied.",
          timeoutMillis
        })
      : lookAgain(work)
  }
  return { _tag: "Compare", stage }
}
