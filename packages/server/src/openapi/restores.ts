/** The description of restores and drills in `/api/v1`. */
import {
  RestoreDto,
  RestoreListDto,
  RestorePlanDto,
  RestoreQuestionDto,
  RestoreStatusDto,
  VerificationDto
} from "@camunda-backup/core"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import * as Parameters from "./parameters.ts"
import { apiProblems, asked, of } from "./problems.ts"

const about = (summary: string, description?: string) =>
  OpenApi.annotations({ summary, ...(description === undefined ? {} : { description }) })

/** A description needs the codec and not the type that it decodes to. */
const bodyOf = (codec: Schema.Top): Schema.Top => codec

const located = (codec: Schema.Top) =>
  HttpApiSchema.WithHeaders(bodyOf(codec).pipe(HttpApiSchema.status(202)), { location: Schema.String })

const id = { id: Parameters.restoreId }
const components = { component: Schema.optionalKey(Parameters.component) }

export const restores = HttpApiGroup.make("restores")
  .add(
    HttpApiEndpoint.post("planRestore", "/restores/plan", {
      payload: bodyOf(RestoreQuestionDto.Body),
      success: bodyOf(RestorePlanDto.RestorePlanBody),
      error: apiProblems([...asked.body, ...of.get])
    }).annotateMerge(
      about(
        "What a restore or drill would do, and what keeps it from being done",
        "Nothing is written. A finding with the severity `error` blocks. In place it watches for some seconds whether somebody writes."
      )
    ),
    HttpApiEndpoint.get("restores", "/restores", {
      query: components,
      success: bodyOf(RestoreListDto.Body),
      error: apiProblems([...asked.query, ...of.read])
    }).annotateMerge(about("Restores and drills, newest first")),
    HttpApiEndpoint.post("restore", "/restores", {
      payload: bodyOf(RestoreQuestionDto.Body),
      success: located(RestoreDto.RestoreBody),
      error: apiProblems([...asked.body, ...of.restoreStart])
    }).annotateMerge(
      about(
        "Begins a restore or drill",
        "Makes the plan again. In place and into other names `digest` must be that of the plan, and the plan the same still."
      )
    ),
    HttpApiEndpoint.get("verifications", "/verifications", {
      query: components,
      success: bodyOf(VerificationDto.VerificationsBody),
      error: apiProblems([...asked.query, ...of.read])
    }).annotateMerge(about("What the last drill of each backup found")),
    HttpApiEndpoint.get("restoreStatus", "/restores/:id", {
      params: id,
      success: bodyOf(RestoreStatusDto.Body),
      error: apiProblems(of.restoreGet)
    }).annotateMerge(about("A restore or drill: its plan, its history, and how far it is")),
    HttpApiEndpoint.post("cancelRestore", "/restores/:id/cancel", {
      params: id,
      success: located(RestoreStatusDto.Body),
      error: apiProblems(of.restoreCancel)
    }).annotateMerge(
      about(
        "Stops a restore or drill: recorded, and carried out by its owner, on any replica",
        "What a drill made is dropped. In place, what is deleted stays deleted, and a resume goes on."
      )
    ),
    HttpApiEndpoint.post("resumeRestore", "/restores/:id/resume", {
      params: id,
      success: located(RestoreStatusDto.Body),
      error: apiProblems(of.restoreResume)
    }).annotateMerge(about("Goes on with a restore that ended before it was completed: recorded"))
  )
  .prefix("/api/v1")
  .annotateMerge(
    OpenApi.annotations({
      description: "Bringing backups back: in place, under other names, and as a drill that proves them."
    })
  )
