/** The description of schedules and retention in `/api/v1`. */
import { RetentionDto, ScheduleDto } from "@camunda-backup/core"
import type { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api"
import * as Parameters from "./parameters.ts"
import { apiProblems, asked, of } from "./problems.ts"

const about = (summary: string, description?: string) =>
  OpenApi.annotations({ summary, ...(description === undefined ? {} : { description }) })

/** A description needs the codec and not the type that it decodes to. */
const bodyOf = (codec: Schema.Top): Schema.Top => codec

const job = { job: Parameters.job }

export const schedules = HttpApiGroup.make("schedules")
  .add(
    HttpApiEndpoint.get("schedules", "/schedules", {
      success: bodyOf(ScheduleDto.Body),
      error: apiProblems(of.read)
    }).annotateMerge(
      about("What is done by itself: when, what became of the last times, and whether it is paused")
    ),
    HttpApiEndpoint.post("pauseSchedule", "/schedules/:job/pause", {
      params: job,
      success: bodyOf(ScheduleDto.One),
      error: apiProblems(["ParameterInvalid", ...of.schedule])
    }).annotateMerge(
      about(
        "From now on its times pass unused, on every replica",
        "What runs goes on. Paused twice is paused."
      )
    ),
    HttpApiEndpoint.post("resumeSchedule", "/schedules/:job/resume", {
      params: job,
      success: bodyOf(ScheduleDto.One),
      error: apiProblems(["ParameterInvalid", ...of.schedule])
    }).annotateMerge(
      about("From now on its times are used again", "Times that passed meanwhile are not made up for.")
    ),
    HttpApiEndpoint.post("planRetention", "/retention/plan", {
      payload: bodyOf(RetentionDto.Request),
      success: bodyOf(RetentionDto.Body),
      error: apiProblems([...asked.body, ...of.read])
    }).annotateMerge(
      about(
        "Which backups retention keeps now, why, and which it removes",
        "Nothing is removed. Without a policy the one that is set."
      )
    )
  )
  .prefix("/api/v1")
  .annotateMerge(OpenApi.annotations({ description: "What is done by itself, and which backups are kept." }))
