/** The times of cron expressions: against a second implementation, across the days on which clocks change, and at random. */
import { Option, Result } from "effect"
import { describe, expect, it } from "vitest"
import * as CronTimes from "../../../src/domain/schedule/CronTimes.ts"
import { random } from "../../random/random.ts"
import { naiveTimes } from "./naiveCron.ts"

const times = (expression: string, zone: string) => Result.getOrThrow(CronTimes.make(expression, zone))

const between = (expression: string, zone: string, from: number, to: number): ReadonlyArray<number> => {
  const { next } = times(expression, zone)
  const found: Array<number> = []
  for (let at = next(from); Option.isSome(at) && at.value <= to; at = next(at.value)) found.push(at.value)
  return found
}

const iso = (all: ReadonlyArray<number>) => all.map((x) => new Date(x).toISOString())

const day = 86_400_000

/** The days before clocks change, in zones that change by an hour, by half an hour, at midnight, and never. */
const changes = [
  ["Europe/Berlin", "2026-03-28"],
  ["Europe/Berlin", "2026-10-24"],
  ["America/New_York", "2026-03-07"],
  ["America/New_York", "2026-10-31"],
  ["Australia/Lord_Howe", "2026-04-04"],
  ["Australia/Lord_Howe", "2026-10-03"],
  ["Asia/Kolkata", "2026-03-28"]
] as const

const expressions = ["30 2 * * *", "0 2 * * *", "*/15 * * * *", "0 * * * *", "5 */6 * * *", "0 3 * * 0"]

describe("the times of a cron expression", () => {
  for (const [zone, date] of changes)
    for (const expression of expressions)
      it(`[${expression}] in ${zone} around ${date} are those of a second implementation`, () => {
        const from = Date.parse(`${date}T00:00:00Z`)
        const to = from + 3 * day
        expect(iso(between(expression, zone, from, to))).toEqual(iso(naiveTimes(expression, zone, from, to)))
      })

  it("are those of a second implementation at random, forwards and backwards", () => {
    const r = random(3)
    const zones = ["UTC", "Asia/Tokyo", "Asia/Kolkata", "America/Bogota"] as const
    for (let n = 0; n < 60; n++) {
      const zone = r.pick(zones)
      const minutes = r.pick(["0", "7,37", "*/20", "10-12", String(r.integer(60))])
      const hours = r.pick(["*", "2", "*/6", "8-10", "1,13", String(r.integer(24))])
      const days = r.pick(["*", "*", "1", "1,15", "*/10"])
      const months = r.pick(["*", "*", "*", "1-6"])
      const weekdays = r.pick(["*", "*", "1-5", "0", "3,6"])
      const expression = [minutes, hours, days, months, weekdays].join(" ")
      const from = Date.UTC(2026, r.integer(12), 1 + r.integer(20), r.integer(24), r.integer(60))
      const to = from + 4 * day
      const naive = naiveTimes(expression, zone, from, to)
      const seen = `${expression} ${zone} ${new Date(from).toISOString()}`
      expect([seen, ...iso(between(expression, zone, from, to))]).toEqual([seen, ...iso(naive)])
      const { latest } = times(expression, zone)
      for (const at of naive) {
        expect([seen, latest(at)]).toEqual([seen, Option.some(at)])
        expect([seen, latest(at + 500)]).toEqual([seen, Option.some(at)])
      }
      const before = latest(to).pipe(Option.filter((x) => x > from))
      expect([seen, before]).toEqual([seen, Option.fromNullishOr(naive.at(-1))])
    }
  })

  it.each([
    ["61 * * * *", "UTC"],
    ["0 2 * *", "UTC"],
    ["0 0 2 * * *", "UTC"],
    ["every night", "UTC"],
    ["0 0 30 2 *", "UTC"],
    ["0 2 * * *", "Europe/Atlantis"]
  ])("refuses [%s] in %s", (expression, zone) => {
    expect(Result.isFailure(CronTimes.make(expression, zone))).toBe(true)
  })
})
