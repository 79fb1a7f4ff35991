/** What is done by itself, from the environment: the times of backups and drills, and which backups are kept. */
import { Option, Result } from "effect"
import * as DateTime from "effect/DateTime"
import * as Component from "../domain/Component.ts"
import { readAge, unitMillis } from "../domain/Quantities.ts"
import { type RetentionPolicy, type Rule, rules, type Unit } from "../domain/retention/RetentionPolicy.ts"
import * as CronTimes from "../domain/schedule/CronTimes.ts"
import type { Job, Schedule } from "../domain/schedule/Schedule.ts"
import * as Variables from "./Variables.ts"

const variableOf: Readonly<Record<Job, string>> = {
  backup: "CAMUNDA_BACKUP_SCHEDULE",
  drill: "CAMUNDA_BACKUP_DRILL_SCHEDULE"
}

/** Whose hours and days are meant, for schedules and retention alike. Default UTC. */
export const timeZoneOf = (variables: Variables.Variables): string =>
  Option.getOrElse(
    variables.parsed(["CAMUNDA_BACKUP_TIMEZONE"], "a time zone such as Europe/Berlin", (x) =>
      CronTimes.isTimeZone(x) ? Option.some(x) : Option.none()
    ),
    () => "UTC"
  )

/** Components with commas between them. */
const components = (text: string): Option.Option<ReadonlyArray<Component.Component>> => {
  const names = text.split(",").map((x) => x.trim())
  const known = Component.all.filter((x) => names.includes(x))
  return known.length > 0 && names.every((x) => known.some((y) => y === x))
    ? Option.some(known)
    : Option.none()
}

/** The schedules that are set; none when none is. */
export const schedules = (variables: Variables.Variables, timeZone: string): ReadonlyArray<Schedule> => {
  const time = (name: "SCHEDULE_WITHIN" | "SCHEDULE_JITTER", otherwise: number): number =>
    Option.getOrElse(variables.time([`CAMUNDA_BACKUP_${name}`], Variables.bounds[name]), () => otherwise)
  const withinMillis = time("SCHEDULE_WITHIN", 2 * unitMillis.h)
  const jitterMillis = time("SCHEDULE_JITTER", 0)
  const scheduled = Option.getOrElse(
    variables.parsed(
      ["CAMUNDA_BACKUP_SCHEDULE_COMPONENTS"],
      `${Component.all.join(" and ")}, with a comma between them`,
      components
    ),
    () => Component.all
  )
  return (["backup", "drill"] as const).flatMap((job) =>
    Option.match(
      variables.checked([variableOf[job]], (text) =>
        Result.mapError(
          CronTimes.make(text, timeZone),
          (wrong) => `is no cron expression of five fields, such as 0 2 * * * (every night at two): ${wrong}`
        )
      ),
      {
        onNone: () => [],
        onSome: (times) => [{ job, times, components: scheduled, withinMillis, jitterMillis }]
      }
    )
  )
}

const places = (text: string): Option.Option<number> =>
  text === "unlimited"
    ? Option.some(Number.POSITIVE_INFINITY)
    : /^[0-9]{1,6}$/.test(text)
      ? Option.some(Number(text))
      : Option.none()

const units: ReadonlyArray<Unit> = ["id", "component"]

const yesOrNo = (text: string): Option.Option<boolean> =>
  text === "true" || text === "false" ? Option.some(text === "true") : Option.none()

const name = (suffix: string) => [`CAMUNDA_BACKUP_RETENTION_${suffix}`]

/** What `_RETENTION_…` says; `none` when no rule is set, and then everything is kept. */
export const retention = (
  variables: Variables.Variables,
  timeZone: string
): Option.Option<RetentionPolicy> => {
  const age = (suffix: string): Option.Option<number> =>
    variables.parsed(name(suffix), "a time with its unit, such as 36h, 30d or 8w", readAge)
  const keep = Object.fromEntries(
    rules.map((rule) => [
      rule,
      variables.parsed(name(`KEEP_${rule.toUpperCase()}`), "a number, or unlimited", places)
    ])
  )
  const of = (rule: Rule): number => Option.getOrElse(keep[rule] ?? Option.none(), () => 0)
  const within = age("KEEP_WITHIN")
  const notGood = age("KEEP_NOT_GOOD")
  const minGood = variables.parsed(name("MIN_GOOD"), "a number from 1", (x) =>
    Option.filter(places(x), (n) => n >= 1 && Number.isFinite(n))
  )
  const unit = variables.parsed(name("BY"), units.join(" or "), (x) =>
    Option.fromNullishOr(units.find((y) => y === x))
  )
  const foreign = variables.parsed(name("FOREIGN"), "true or false", yesOrNo)
  const policy: RetentionPolicy = {
    keep: {
      last: of("last"),
      hourly: of("hourly"),
      daily: of("daily"),
      weekly: of("weekly"),
      monthly: of("monthly"),
      yearly: of("yearly")
    },
    withinMillis: Option.getOrElse(within, () => 0),
    minGood: Option.getOrElse(minGood, () => 1),
    notGoodWithinMillis: Option.getOrElse(notGood, () => 7 * unitMillis.d),
    unit: Option.getOrElse(unit, () => "id"),
    foreign: Option.getOrElse(foreign, () => false),
    timeZone: Option.getOrElse(DateTime.zoneMakeNamed(timeZone), () => DateTime.zoneMakeOffset(0))
  }
  const hasRule = Option.isSome(within) || rules.some((x) => of(x) > 0)
  const others = [notGood, minGood, unit, foreign].some((x) => Option.isSome<unknown>(x))
  if (!hasRule && others)
    variables.problem(
      "CAMUNDA_BACKUP_RETENTION_… is set, but no rule is: without one of CAMUNDA_BACKUP_RETENTION_KEEP_LAST, _HOURLY, _DAILY, _WEEKLY, _MONTHLY, _YEARLY or _WITHIN nothing is ever removed."
    )
  return hasRule ? Option.some(policy) : Option.none()
}
