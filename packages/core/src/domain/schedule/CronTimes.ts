/**
 * The times of a cron expression: minute, hour, day of the month, month, day of the week, or a name such as `@daily`, in a time zone.
 *
 * When clocks go forward, what is due at an hour that does not come is due as soon as they have; when they go back, what is due at given hours is due
 * once, and what is due every hour in both of the two (croner's rules, held to a second implementation in the tests).
 */
import { Cron } from "croner"
import { Option, Result } from "effect"

/** The times. All are whole seconds, in milliseconds since 1970. */
export interface CronTimes {
  readonly expression: string
  /** A name of the IANA database, such as `Europe/Berlin`. */
  readonly timeZone: string
  /** The latest time that is not after `now`. */
  readonly latest: (now: number) => Option.Option<number>
  /** The first time after `now`. */
  readonly next: (now: number) => Option.Option<number>
}

const parsed = (expression: string, timeZone: string): Result.Result<Cron, string> =>
  Result.try({
    try: () => new Cron(expression, { timezone: timeZone, paused: true, mode: "5-part" }),
    catch: (error) => (error instanceof Error ? error.message : String(error))
  })

const millis = (date: Date | null | undefined): Option.Option<number> =>
  Option.map(Option.fromNullishOr(date), (x) => x.getTime())

/** Whether the time zone is known. */
export const isTimeZone = (name: string): boolean =>
  Result.isSuccess(Result.try(() => new Intl.DateTimeFormat("en", { timeZone: name })))

/** The expression, or what is wrong with it: it cannot be read, the zone is not known, or no time ever matches. */
export const make = (expression: string, timeZone: string): Result.Result<CronTimes, string> =>
  isTimeZone(timeZone)
    ? Result.flatMap(parsed(expression.trim(), timeZone), (cron) => {
        const times: CronTimes = {
          expression: expression.trim(),
          timeZone,
          latest: (now) => millis(cron.previousRuns(1, new Date(Math.floor(now / 1000) * 1000 + 1000))[0]),
          next: (now) => millis(cron.nextRun(new Date(now)))
        }
        return Option.isSome(times.next(0)) ? Result.succeed(times) : Result.fail("No day ever matches it.")
      })
    : Result.fail(`[${timeZone}] is no time zone, such as Europe/Berlin.`)
