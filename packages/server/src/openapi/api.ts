/** The description of `/api/v1`: its paths, and the bodies of the contract. */
import {
  AcceptedDto,
  AttemptDto,
  CheckDto,
  CreateDto,
  DetailsDto,
  EventDto,
  InstallationDto,
  PageDto,
  CreatePlanDto
} from "@camunda-backup/core"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import * as Parameters from "./parameters.ts"
import { apiProblems, asked, of } from "./problems.ts"

const about = (summary: string, description?: string) =>
  OpenApi.annotations({ summary, ...(description === undefined ? {} : { description }) })

/** A description needs the codec and not the type that it decodes to. */
const bodyOf = (codec: Schema.Top): Schema.Top => codec

const backup = { component: Parameters.component, backupId: Parameters.backupId }
const accepted = HttpApiSchema.WithHeaders(bodyOf(AcceptedDto.Body).pipe(HttpApiSchema.status(202)), {
  location: Schema.String
})

export const api = HttpApiGroup.make("backups")
  .add(
    HttpApiEndpoint.get("list", "/backups", {
      query: {
        component: Schema.optionalKey(Parameters.component),
        pattern: Schema.optionalKey(Parameters.pattern),
        state: Schema.optionalKey(Parameters.states),
        label: Schema.optionalKey(Parameters.labels),
        limit: Schema.optionalKey(Parameters.limit),
        after: Schema.optionalKey(Parameters.after),
        snapshots: Schema.optionalKey(Parameters.snapshots)
      },
      success: bodyOf(PageDto.Body),
      error: apiProblems([...asked.query, ...of.read])
    }).annotateMerge(about("A page, newest first")),
    HttpApiEndpoint.post("create", "/backups", {
      payload: bodyOf(CreateDto.Request),
      success: HttpApiSchema.WithHeaders(bodyOf(CreateDto.Body).pipe(HttpApiSchema.status(202)), {
        location: Schema.optionalKey(Schema.String)
      }),
      error: apiProblems([...asked.body, ...of.createGroup], CreateDto.refusalMembers)
    }).annotateMerge(
      about(
        "Takes a backup",
        "Accepted when at least one component is. A refusal of every component is the problem of the first, and says in `backups` what became of each."
      )
    ),
    HttpApiEndpoint.get("plan", "/plan", {
      query: {
        component: Schema.optionalKey(Parameters.component),
        backupId: Parameters.backupId,
        description: Schema.optionalKey(Parameters.description),
        label: Schema.optionalKey(Parameters.plannedLabels)
      },
      success: bodyOf(CreatePlanDto.Body),
      error: apiProblems(asked.query)
    }).annotateMerge(about("What a create would take, or why it would be refused; nothing is written")),
    HttpApiEndpoint.get("get", "/backups/:component/:backupId", {
      params: backup,
      success: bodyOf(DetailsDto.Body),
      error: apiProblems([...asked.query, ...of.get])
    }).annotateMerge(about("All there is to say of one backup")),
    HttpApiEndpoint.delete("delete", "/backups/:component/:backupId", {
      params: backup,
      success: HttpApiSchema.NoContent,
      error: apiProblems([...asked.query, ...of.delete])
    }).annotateMerge(about("Deletes a backup, and answers when it is gone")),
    HttpApiEndpoint.get("attempts", "/backups/:component/:backupId/attempts", {
      params: backup,
      success: bodyOf(AttemptDto.Attempts),
      error: apiProblems([...asked.query, ...of.get])
    }).annotateMerge(about("Every attempt of a backup, oldest first")),
    HttpApiEndpoint.post("cancel", "/backups/:component/:backupId/cancel", {
      params: backup,
      success: accepted,
      error: apiProblems([...asked.query, ...of.cancel])
    }).annotateMerge(about("Stops a running backup: recorded, and carried out by its owner, on any replica")),
    HttpApiEndpoint.post("resume", "/backups/:component/:backupId/resume", {
      params: backup,
      success: accepted,
      error: apiProblems([...asked.query, ...of.resume])
    }).annotateMerge(about("Goes on with a backup at its first missing part: recorded")),
    HttpApiEndpoint.get("check", "/check", {
      success: bodyOf(CheckDto.Body),
      error: apiProblems([])
    }).annotateMerge(about("Whether backups can be taken here", "Always 200: what is wrong is in the body.")),
    HttpApiEndpoint.get("installation", "/installation", {
      success: bodyOf(InstallationDto.Body),
      error: apiProblems([])
    }).annotateMerge(
      about("Which cluster, repository and Camunda this is", "Always 200: what cannot be looked at is null.")
    ),
    HttpApiEndpoint.get("events", "/events", {
      query: {
        component: Schema.optionalKey(Parameters.component),
        lastEventId: Schema.optionalKey(Parameters.lastEventId)
      },
      success: HttpApiSchema.StreamSse({ data: bodyOf(EventDto.Body) }),
      error: apiProblems(["ParameterInvalid", "RepositoryNotConfigured"])
    }).annotateMerge(
      about("What happens to backups, as it happens", "Begins with the position of the listener.")
    )
  )
  .prefix("/api/v1")
  .annotateMerge(
    OpenApi.annotations({ description: "Everything beyond Camunda's API, for both components." })
  )
