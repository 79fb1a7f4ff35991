import type { Backup } from "../Backup.ts"
import { groupById, lastGood } from "../BackupGroup.ts"
import { type Around, type Candidate, candidatesOf, type Pin } from "./Candidate.ts"
import { periodOf } from "./periodOf.ts"
import type { Judged, Kept, RetentionPlan } from "./RetentionPlan.ts"
import { isEmpty, type RetentionPolicy, type Rule, rules } from "./RetentionPolicy.ts"

/** Which good ones, newest first, a rule keeps: the newest of each period, while there are places. */
const keptBy = (
  good: ReadonlyArray<Candidate>,
  rule: Rule,
  { keep, timeZone }: RetentionPolicy
): ReadonlySet<Candidate> => {
  const kept = new Set<Candidate>()
  let period: string | null = null
  for (const candidate of good) {
    if (kept.size >= keep[rule]) break
    const here = rule === "last" ? null : periodOf(rule, candidate.startedAt ?? 0, timeZone)
    if (rule !== "last" && here === period) continue
    period = here
    kept.add(candidate)
  }
  return kept
}

/** A rule that a person set aside: backups of others are judged when the policy says so. */
const holds = (pin: Pin, { foreign }: RetentionPolicy): boolean => pin !== "foreign" || !foreign

/** The verdicts on the units of one kind: all ids, or all backups of a component. */
const judge = (
  candidates: ReadonlyArray<Candidate>,
  policy: RetentionPolicy,
  now: number,
  isLastGood: (candidate: Candidate) => boolean
): RetentionPlan => {
  const empty = isEmpty(policy)
  const good = candidates.filter((x) => x.good && x.startedAt !== null)
  const newest = good[0]?.startedAt ?? 0
  const byRule = rules.map((rule) => ({ rule, kept: keptBy(good, rule, policy) }))
  const reasonsOf = (candidate: Candidate): ReadonlyArray<Kept> => {
    const { pins, startedAt } = candidate
    const pinned = pins.filter((x) => holds(x, policy)).map((pin) => ({ _tag: "Pinned", pin }) as const)
    const at = startedAt ?? now
    const last = isLastGood(candidate) ? [{ _tag: "LastGood" } as const] : []
    if (!candidate.good)
      return [
        ...last,
        ...pinned,
        ...(now - at < policy.notGoodWithinMillis ? [{ _tag: "NotGoodYet" } as const] : []),
        ...(empty ? [{ _tag: "NoPolicy" } as const] : [])
      ]
    return [
      ...last,
      ...byRule.flatMap(({ kept, rule }) => (kept.has(candidate) ? [{ _tag: "Rule", rule } as const] : [])),
      ...(policy.withinMillis > 0 && newest - at <= policy.withinMillis ? [{ _tag: "Within" } as const] : []),
      ...pinned,
      ...(empty ? [{ _tag: "NoPolicy" } as const] : [])
    ]
  }
  const reasons = new Map(candidates.map((x) => [x, reasonsOf(x)] as const))
  const stays = (x: Candidate): boolean => (reasons.get(x)?.length ?? 0) > 0
  const missing = Math.max(0, policy.minGood - good.filter(stays).length)
  const kept = new Set(good.filter((x) => !stays(x)).slice(0, missing))
  return candidates.map((candidate): Judged => {
    const why = kept.has(candidate) ? [{ _tag: "MinGood" } as const] : (reasons.get(candidate) ?? [])
    return why.length > 0
      ? { candidate, kept: why, removed: null }
      : { candidate, kept: [], removed: candidate.good ? "no-rule" : "not-good" }
  })
}

/**
 * What a policy keeps and removes of these backups.
 *
 * Whatever the policy says: the newest id that is good in every component stays in each of them, so does the newest good backup of each component, and
 * whatever runs, is read by a restore or a drill, or was made by another writer (unless the policy takes those in). A policy without a rule keeps
 * everything.
 */
export const planRetention = (
  backups: ReadonlyArray<Backup>,
  policy: RetentionPolicy,
  around: Around,
  now: number
): RetentionPlan => {
  const whole = lastGood(groupById(backups), around.components)?.backupId
  const newestOf = new Map(
    around.components.map((component) => [
      component,
      groupById(backups.filter((x) => x.component === component && x.state === "COMPLETED"))[0]?.backupId
    ])
  )
  const isLastGood = ({ backupId, backups: members }: Candidate): boolean =>
    backupId === whole || members.some((x) => newestOf.get(x.component) === backupId)
  const candidates = candidatesOf(backups, policy.unit, around)
  if (policy.unit === "id") return judge(candidates, policy, now, isLastGood)
  return around.components.flatMap((component) =>
    judge(
      candidates.filter((x) => x.backups.some((y) => y.component === component)),
      policy,
      now,
      isLastGood
    )
  )
}
