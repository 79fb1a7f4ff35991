/** The words of pausing and resuming a schedule. */
import { type Job, Quantities, type ScheduleStatus } from "@camunda-backup/core"
import type { Confirmation } from "../model/Dialog.ts"
import type { Model } from "../model/Model.ts"
import { alarm, fact, type Wording } from "./Wording.ts"

const scheduleOf = ({ schedules }: Model, { job }: Confirmation): ScheduleStatus | null =>
  schedules.of?.find((x) => x.job === job) ?? null

const done: Readonly<Record<Job, string>> = {
  backup: "No backup is taken by itself, and none is removed by retention",
  drill: "No backup is drilled by itself"
}

const nothing = { warnings: [], heading: "", snapshots: [], required: null }

const timesOf = (x: ScheduleStatus | null): ReadonlyArray<string> =>
  x === null ? [] : [`Its times: ${x.expression} (${x.timeZone}), ${x.components.join(" and ")}.`]

export const pauseWording = (model: Model, confirmation: Confirmation): Wording => {
  const job = confirmation.job ?? "backup"
  const of = scheduleOf(model, confirmation)
  const next = of?.next ?? null
  return {
    ...nothing,
    title: `Pause the ${job} schedule`,
    button: "Pause",
    guards: [
      alarm(
        `${done[job]} until it is resumed, on any replica.${next === null ? "" : ` The first time that passes unused is ${Quantities.utc(next)} UTC.`}`
      )
    ],
    about: ["What runs now goes on. Times that pass meanwhile are not made up for.", ...timesOf(of)]
  }
}

export const resumeScheduleWording = (model: Model, confirmation: Confirmation): Wording => {
  const job = confirmation.job ?? "backup"
  const of = scheduleOf(model, confirmation)
  const next = of?.next ?? null
  return {
    ...nothing,
    title: `Resume the ${job} schedule`,
    button: "Resume",
    guards: [
      fact(
        `Its times are used again${next === null ? "" : `, the next at ${Quantities.utc(next)} UTC`}. Those that passed meanwhile are not made up for.`
      )
    ],
    about: timesOf(of)
  }
}
