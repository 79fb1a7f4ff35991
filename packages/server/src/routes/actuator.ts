/** Health, info and the index of links, in Spring's shapes. Liveness never asks Elasticsearch: its outage must not restart us. */
import { Check, type Component, Settings, SnapshotStore } from "@camunda-backup/core"
import { Effect, Option } from "effect"
import { type Request, type RequestHandler, type Response, Router } from "express"
import type { Runtime } from "../http/answer.ts"
import { otherMethods } from "../http/frame.ts"
import { sendJson } from "../http/sendJson.ts"
import { sendWhenRead } from "../http/sendWhenRead.ts"
import { draining } from "../listen.ts"

export interface Identity {
  readonly version: string
  readonly embedded: boolean
  /** The component at `/actuator/backups`. */
  readonly component: Component.Component
}

/** Bound of the question whether Elasticsearch answers: probes are asked often and time out soon. */
const probeTimeout = "2 seconds"

const elasticsearchHealth = Effect.gen(function* () {
  const store = yield* SnapshotStore
  yield* Effect.timeout(store.ping, probeTimeout)
  return { status: "UP" as const }
}).pipe(
  Effect.catch((error) =>
    Effect.succeed({
      status: "DOWN" as const,
      details: {
        error:
          error._tag === "TimeoutError"
            ? `Elasticsearch gave no answer within ${probeTimeout}.`
            : error.message
      }
    })
  )
)

/** Always UP: without it backups can still be read, and that is worth a warning and no alarm. */
const journalHealth = Effect.gen(function* () {
  const check = yield* Check
  const found = yield* Effect.timeoutOption(check.journal, probeTimeout)
  const details = Option.match(found, {
    onNone: () => ({ warning: `The journal was not looked at within ${probeTimeout}.` }),
    onSome: ({ severity, symptom, impact, action }) =>
      severity === "ok"
        ? { journal: symptom }
        : { warning: symptom, ...(impact === null ? {} : { impact }), ...(action === null ? {} : { action }) }
  })
  return { status: "UP" as const, details }
})

const json = (request: Request, response: Response, status: number, body: unknown): void =>
  sendJson(request, response, status, JSON.stringify(body))

/** Shutting down: clients should go elsewhere, whatever the state of Elasticsearch. */
const stopping = {
  status: "DOWN",
  components: { server: { status: "DOWN", details: { error: "The server is shutting down." } } }
} as const

export const actuator = (runtime: Runtime, identity: Identity): Router => {
  const health: RequestHandler = (request, response, next) => {
    if (request.app.enabled(draining)) {
      json(request, response, 503, stopping)
      return
    }
    const all = Effect.all(
      { elasticsearch: elasticsearchHealth, journal: journalHealth },
      { concurrency: "unbounded" }
    )
    sendWhenRead(response, runtime.runPromise(all), next, (components) => {
      const { status } = components.elasticsearch
      json(request, response, status === "UP" ? 200 : 503, {
        status,
        components,
        groups: ["liveness", "readiness"]
      })
    })
  }
  const readiness: RequestHandler = (request, response, next) => {
    if (request.app.enabled(draining)) {
      json(request, response, 503, stopping)
      return
    }
    sendWhenRead(response, runtime.runPromise(elasticsearchHealth), next, (elasticsearch) => {
      const { status } = elasticsearch
      json(request, response, status === "UP" ? 200 : 503, { status, components: { elasticsearch } })
    })
  }

  return Router({ strict: true, caseSensitive: true })
    .get("/", (request, response) => {
      const self = `${request.protocol}://${request.get("host") ?? "localhost"}${request.baseUrl}`
      const link = (path: string, templated = false) => ({ href: `${self}${path}`, templated })
      json(request, response, 200, {
        _links: {
          self: link(""),
          backups: link("/backups"),
          "backups-backupId": link("/backups/{backupId}", true),
          health: link("/health"),
          "health-path": link("/health/{*path}", true),
          info: link("/info")
        }
      })
    })
    .all("/", otherMethods("GET"))
    .get("/health", health)
    .all("/health", otherMethods("GET"))
    .get("/health/liveness", (request, response) => json(request, response, 200, { status: "UP" }))
    .all("/health/liveness", otherMethods("GET"))
    .get("/health/readiness", readiness)
    .all("/health/readiness", otherMethods("GET"))
    .get("/info", (request, response, next) => {
      const info = Settings.Settings.use((settings) => Effect.succeed(infoOf(identity, settings)))
      sendWhenRead(response, runtime.runPromise(info), next, (body) => json(request, response, 200, body))
    })
    .all("/info", otherMethods("GET"))
}

const infoOf = (identity: Identity, settings: Settings.Values) => ({
  build: { name: "camunda-backup", version: identity.version },
  camunda: { version: settings.camundaVersion },
  backup: {
    repository: Option.getOrNull(settings.repository),
    component: identity.component,
    embedded: identity.embedded
  }
})
