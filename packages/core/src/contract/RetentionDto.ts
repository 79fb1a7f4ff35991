/** What retention keeps and removes, and the policy by which it does, in `/api/v1`. */
import { Option, Result, Schema } from "effect"
import * as DateTime from "effect/DateTime"
import * as BackupState from "../domain/BackupState.ts"
import type * as Component from "../domain/Component.ts"
import { exactDuration, readAge } from "../domain/Quantities.ts"
import { keepAll, type RetentionPolicy, rules } from "../domain/retention/RetentionPolicy.ts"
import { keptWords, removedWords, type RetentionReport } from "../domain/retention/RetentionReport.ts"
import { body, type Decoded, decoder, encoder, strictDecoder } from "./body.ts"
import { ComponentName, Id, Time } from "./scalars.ts"

const Places = Schema.Union([
  Schema.Int.pipe(Schema.check(Schema.isBetween({ minimum: 0, maximum: 999_999 }))),
  Schema.Literal("unlimited")
])

const Age = Schema.String.annotate({ description: "A time with its unit: 36h, 30d, 8w.", examples: ["30d"] })

const PolicyJson = Schema.Struct({
  keepLast: Schema.optionalKey(Places),
  keepHourly: Schema.optionalKey(Places),
  keepDaily: Schema.optionalKey(Places),
  keepWeekly: Schema.optionalKey(Places),
  keepMonthly: Schema.optionalKey(Places),
  keepYearly: Schema.optionalKey(Places),
  keepWithin: Schema.optionalKey(Age),
  keepNotGood: Schema.optionalKey(Age),
  minGood: Schema.optionalKey(
    Schema.Int.pipe(Schema.check(Schema.isBetween({ minimum: 1, maximum: 999_999 })))
  ),
  by: Schema.optionalKey(Schema.Literals(["id", "component"])),
  foreign: Schema.optionalKey(Schema.Boolean),
  timeZone: Schema.optionalKey(Schema.String.annotate({ examples: ["Europe/Berlin"] }))
}).annotate({ identifier: "RetentionPolicy" })

type PolicyJson = typeof PolicyJson.Type

const keyOf = {
  last: "keepLast",
  hourly: "keepHourly",
  daily: "keepDaily",
  weekly: "keepWeekly",
  monthly: "keepMonthly",
  yearly: "keepYearly"
} as const satisfies Record<(typeof rules)[number], keyof PolicyJson>

const count = (value: number | "unlimited" | undefined): number =>
  value === "unlimited" ? Number.POSITIVE_INFINITY : (value ?? 0)

const age = (text: string | undefined, otherwise: number): Option.Option<number> =>
  text === undefined ? Option.some(otherwise) : readAge(text)

/** A policy; what is not said is as in the settings. */
const policyOf = (json: PolicyJson): Decoded<RetentionPolicy> => {
  const within = age(json.keepWithin, keepAll.withinMillis)
  const notGood = age(json.keepNotGood, keepAll.notGoodWithinMillis)
  const zone = DateTime.zoneMakeNamed(json.timeZone ?? "UTC")
  if (Option.isNone(within)) return Result.fail("keepWithin is no time with its unit, such as 30d")
  if (Option.isNone(notGood)) return Result.fail("keepNotGood is no time with its unit, such as 7d")
  if (Option.isNone(zone)) return Result.fail("timeZone is no time zone, such as Europe/Berlin")
  return Result.succeed({
    keep: {
      last: count(json.keepLast),
      hourly: count(json.keepHourly),
      daily: count(json.keepDaily),
      weekly: count(json.keepWeekly),
      monthly: count(json.keepMonthly),
      yearly: count(json.keepYearly)
    },
    withinMillis: within.value,
    notGoodWithinMillis: notGood.value,
    minGood: json.minGood ?? keepAll.minGood,
    unit: json.by ?? keepAll.unit,
    foreign: json.foreign ?? keepAll.foreign,
    timeZone: zone.value
  })
}

const jsonOf = (policy: RetentionPolicy): PolicyJson => ({
  ...Object.fromEntries(
    rules.flatMap((rule) => {
      const places = policy.keep[rule]
      return places === 0 ? [] : [[keyOf[rule], Number.isFinite(places) ? places : "unlimited"]]
    })
  ),
  ...(policy.withinMillis === 0 ? {} : { keepWithin: exactDuration(policy.withinMillis) }),
  keepNotGood: exactDuration(policy.notGoodWithinMillis),
  minGood: policy.minGood,
  by: policy.unit,
  foreign: policy.foreign,
  timeZone: DateTime.zoneToString(policy.timeZone)
})

const Policy = body<RetentionPolicy>()(PolicyJson, { decode: policyOf, encode: jsonOf })

/** Which policy to look at, of which components. Without a policy the one that is set; without components all. */
export const Request = Schema.Struct({
  policy: Schema.optionalKey(Policy),
  components: Schema.optionalKey(Schema.NonEmptyArray(ComponentName))
}).annotate({ identifier: "RetentionQuestion" })

/** What is asked. */
export interface Asked {
  readonly policy?: RetentionPolicy
  readonly components?: readonly [Component.Component, ...ReadonlyArray<Component.Component>]
}

/** What is asked, from JSON that was sent. */
export const decodeRequest = strictDecoder<Asked, typeof Request.Encoded>(Request)

/** What is asked, to JSON. */
export const encodeRequest = encoder<Asked, typeof Request.Encoded>(Request)

/** One backup, and why it is kept or removed. */
export const Row = Schema.Struct({
  backupId: Id,
  backups: Schema.Array(Schema.Struct({ component: ComponentName, state: Schema.Literals(BackupState.all) })),
  startedAt: Schema.NullOr(Time),
  good: Schema.Boolean,
  kept: Schema.Array(Schema.Literals(keptWords)),
  removed: Schema.NullOr(Schema.Literals(removedWords))
}).annotate({ identifier: "RetentionRow" })

/** What a policy keeps and removes, newest first. */
export const Body = Schema.Struct({
  policy: Schema.NullOr(Policy),
  rows: Schema.Array(Row)
}).annotate({ identifier: "RetentionPlan" })

/** To JSON. */
export const encode = encoder<RetentionReport, typeof Body.Encoded>(Body)

/** From JSON, or what is wrong with it. */
export const decode = decoder<RetentionReport, typeof Body.Encoded>(Body)
