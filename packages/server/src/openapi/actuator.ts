/** The description of Camunda's paths: the backups of a component, health and info. */
import { ActuatorDto, Component } from "@camunda-backup/core"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import * as Parameters from "./parameters.ts"
import { actuatorProblems, askedOfActuator, of, pageProblems } from "./problems.ts"

const about = (summary: string) => OpenApi.annotations({ summary })

const backupsAt = (name: string, whose: string) =>
  HttpApiGroup.make(name)
    .add(
      HttpApiEndpoint.post("create", "/backups", {
        payload: ActuatorDto.CreateRequest,
        success: ActuatorDto.Scheduled,
        error: actuatorProblems("other", [...askedOfActuator.body, ...of.create])
      }).annotateMerge(about("Takes a backup")),
      HttpApiEndpoint.get("list", "/backups", {
        query: {
          verbose: Schema.optionalKey(Parameters.verbose),
          pattern: Schema.optionalKey(Parameters.pattern)
        },
        success: ActuatorDto.List,
        error: actuatorProblems("list", [...askedOfActuator.query, ...of.read])
      }).annotateMerge(about("All backups, newest first")),
      HttpApiEndpoint.get("get", "/backups/:backupId", {
        params: { backupId: Parameters.backupId },
        success: ActuatorDto.Body,
        error: actuatorProblems("other", [...askedOfActuator.query, ...of.get])
      }).annotateMerge(about("One backup")),
      HttpApiEndpoint.delete("delete", "/backups/:backupId", {
        params: { backupId: Parameters.backupId },
        success: HttpApiSchema.NoContent,
        error: actuatorProblems("other", [...askedOfActuator.query, ...of.delete])
      }).annotateMerge(about("Deletes a backup, and answers when its snapshots are gone"))
    )
    .annotateMerge(OpenApi.annotations({ description: `Camunda's Backup Management API of ${whose}.` }))

export const primary = backupsAt("actuator", "the component in CAMUNDA_BACKUP_COMPONENT").prefix("/actuator")
export const operate = backupsAt("operate", "Operate").prefix("/operate/actuator")
export const tasklist = backupsAt("tasklist", "Tasklist").prefix("/tasklist/actuator")

const Status = Schema.Literals(["UP", "DOWN"])
const Details = Schema.Record(Schema.String, Schema.String)
const Part = Schema.Struct({ status: Status, details: Schema.optionalKey(Details) })

const Health = Schema.Struct({
  status: Status,
  components: Schema.optionalKey(Schema.Record(Schema.String, Part)),
  groups: Schema.optionalKey(Schema.Array(Schema.String))
}).annotate({ identifier: "Health" })

const Info = Schema.Struct({
  build: Schema.Struct({ name: Schema.String, version: Schema.String }),
  camunda: Schema.Struct({ version: Schema.String }),
  backup: Schema.Struct({
    repository: Schema.NullOr(Schema.String),
    component: Schema.Literals(Component.all),
    embedded: Schema.Boolean
  })
}).annotate({ identifier: "Info" })

const Links = Schema.Struct({
  _links: Schema.Record(Schema.String, Schema.Struct({ href: Schema.String, templated: Schema.Boolean }))
}).annotate({ identifier: "Links" })

const prometheus = [
  Schema.String.pipe(HttpApiSchema.asText({ contentType: "text/plain" })),
  Schema.String.pipe(HttpApiSchema.asText({ contentType: "application/openmetrics-text" }))
] as const

const problems = actuatorProblems("other", [])
const health = [Health, Health.pipe(HttpApiSchema.status(503))] as const

export const management = HttpApiGroup.make("management")
  .add(
    HttpApiEndpoint.get("page", "/", {
      query: { refresh: Schema.optionalKey(Parameters.refresh) },
      success: Schema.String.pipe(HttpApiSchema.asText({ contentType: "text/html" })),
      error: pageProblems(askedOfActuator.query)
    }).annotateMerge(about("The status page, for a person with a browser")),
    HttpApiEndpoint.get("links", "/actuator", { success: Links, error: problems }).annotateMerge(
      about("The index of links")
    ),
    HttpApiEndpoint.get("health", "/actuator/health", { success: health, error: problems }).annotateMerge(
      about("Elasticsearch and the journal")
    ),
    HttpApiEndpoint.get("liveness", "/actuator/health/liveness", {
      success: Health,
      error: problems
    }).annotateMerge(about("Whether the process lives; Elasticsearch is not asked")),
    HttpApiEndpoint.get("readiness", "/actuator/health/readiness", {
      success: health,
      error: problems
    }).annotateMerge(about("Whether Elasticsearch answers")),
    HttpApiEndpoint.get("info", "/actuator/info", { success: Info, error: problems }).annotateMerge(
      about("Versions and settings")
    ),
    HttpApiEndpoint.get("metrics", "/metrics", { success: prometheus, error: problems }).annotateMerge(
      about("Metrics for Prometheus, as text or, where it is accepted, as OpenMetrics")
    ),
    HttpApiEndpoint.get("prometheus", "/actuator/prometheus", {
      success: prometheus,
      error: problems
    }).annotateMerge(about("The same as /metrics"))
  )
  .annotateMerge(OpenApi.annotations({ description: "Health and info in Spring's shapes." }))
