/**
 * Which backups are kept: so many of the newest, and the newest of so many hours, days, weeks, months and years, as restic's `forget` counts them.
 * A backup stays when any one rule keeps it.
 */
import * as DateTime from "effect/DateTime"

/** The rules that count. `last` counts backups, the others periods of the calendar in which there is a good backup. */
export const rules = ["last", "hourly", "daily", "weekly", "monthly", "yearly"] as const

/** A rule that counts. */
export type Rule = (typeof rules)[number]

/** What is judged as one: the backups of all components under one id, or the backup of each component by itself. */
export type Unit = "id" | "component"

/** Which backups are kept. */
export interface RetentionPolicy {
  /** How many each rule keeps; 0: the rule keeps none, Infinity: all. */
  readonly keep: Readonly<Record<Rule, number>>
  /** Good backups that began at most so long before the newest good one are kept; 0: the rule keeps none. Milliseconds. */
  readonly withinMillis: number
  /** However few the rules keep, so many good ones stay. At least 1. */
  readonly minGood: number
  /** A backup that is not good fills no place of a rule; it stays for so long after it began, for whoever looks for the cause. Milliseconds. */
  readonly notGoodWithinMillis: number
  readonly unit: Unit
  /** Whether backups that another writer made (Camunda itself) are judged as well; otherwise they stay. */
  readonly foreign: boolean
  /** Whose hours, days, weeks, months and years are counted. */
  readonly timeZone: DateTime.TimeZone
}

/** No rule keeps anything. What was never said is never a reason to delete: such a policy keeps every backup. */
export const isEmpty = ({ keep, withinMillis }: RetentionPolicy): boolean =>
  withinMillis === 0 && rules.every((x) => keep[x] === 0)

/** No rule, and nothing else said: keeps every backup. */
export const keepAll: RetentionPolicy = {
  keep: { last: 0, hourly: 0, daily: 0, weekly: 0, monthly: 0, yearly: 0 },
  withinMillis: 0,
  minGood: 1,
  notGoodWithinMillis: 7 * 86_400_000,
  unit: "id",
  foreign: false,
  timeZone: DateTime.zoneMakeNamedUnsafe("UTC")
}
