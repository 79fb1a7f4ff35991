import { CronTimes, type ScheduleStatus, SchedulesApi } from "@camunda-backup/core"
import { Effect, Option, Result } from "effect"
import { Gauge, type Metric } from "prom-client"
import type { Runtime } from "../http/answer.ts"
import { remembered } from "../remembered.ts"

const rememberedMillis = 5000

const readWithin = "8 seconds"

/** The longest time between two of the next times, in seconds: what an alert may wait for. `null`: there are not two. */
export const expectedInterval = ({ expression, timeZone }: ScheduleStatus): number | null => {
  const times = CronTimes.make(expression, timeZone)
  if (Result.isFailure(times)) return null
  let longest = 0
  let at = times.success.next(Date.now())
  for (let n = 0; n < 14 && Option.isSome(at); n++) {
    const next = times.success.next(at.value)
    if (Option.isSome(next)) longest = Math.max(longest, next.value - at.value)
    at = next
  }
  return longest === 0 ? null : longest / 1000
}

const latest = ({ runs }: ScheduleStatus, outcome: "started" | "skipped"): number | null => {
  const run = runs.find((x) => x.outcome === outcome)
  return run === undefined ? null : run.dueAt / 1000
}

type Value = (x: ScheduleStatus) => number | null

const values: ReadonlyArray<readonly [name: string, help: string, value: Value]> = [
  ["expected_interval_seconds", "The longest time between two of its next times.", expectedInterval],
  [
    "next_timestamp_seconds",
    "When it begins next, were it not paused.",
    (x) => (x.next === null ? null : x.next / 1000)
  ],
  ["paused", "1: its times pass unused.", (x) => Number(x.paused !== null)],
  ["last_started_timestamp_seconds", "The last time of it that was used.", (x) => latest(x, "started")],
  ["last_skipped_timestamp_seconds", "The last time of it that passed unused.", (x) => latest(x, "skipped")]
]

/** Gauges of what is done by itself; none where no schedule is set. */
export const scheduleGauges = (runtime: Runtime): ReadonlyArray<Metric> => {
  let last: ReadonlyArray<ScheduleStatus> = []
  const { read } = remembered(rememberedMillis, () =>
    runtime
      .runPromise(SchedulesApi.use(({ look }) => Effect.option(Effect.timeout(look, readWithin))))
      .then((found) => (last = Option.getOrElse(found, () => last)))
  )
  return values.map(
    ([name, help, value]) =>
      new Gauge({
        name: `camunda_backup_schedule_${name}`,
        help,
        labelNames: ["job"] as const,
        registers: [],
        async collect() {
          this.reset()
          for (const x of await read()) {
            const found = value(x)
            if (found !== null) this.set({ job: x.job }, found)
          }
        }
      })
  )
}
