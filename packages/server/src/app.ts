/** The HTTP surface as one Express application. No listening, no environment: tests make it over any layer. */
import { Component } from "@camunda-backup/core"
import express, { type Express } from "express"
import type { Runtime } from "./http/answer.ts"
import type { Registry } from "prom-client"
import { onError, unknownPath } from "./http/frame.ts"
import { type AllowedHosts, allowedHosts } from "./access/allowedHosts.ts"
import { access } from "./access/access.ts"
import { type AccessPolicy, open } from "./access/AccessPolicy.ts"
import { hostHeader } from "./http/hostHeader.ts"
import { requestLog } from "./http/requestLog.ts"
import { requestRate } from "./http/requestRate.ts"
import { actuator, type Identity } from "./routes/actuator.ts"
import * as api from "./routes/api/api.ts"
import type { EventOptions } from "./routes/api/events.ts"
import { backups } from "./routes/backups.ts"
import { makeCalls, makeRegistry } from "./metrics/Metrics.ts"
import { metrics } from "./routes/metrics.ts"
import { openapi } from "./routes/openapi.ts"
import { page } from "./routes/page.ts"
import { statusPage } from "./page/StatusPage.ts"

export interface AppOptions extends EventOptions {
  /** What Prometheus is told. */
  readonly register: Registry
  /** Who may ask. Unless it is given: everybody. */
  readonly policy: AccessPolicy
  /** Other machines reach it, and nobody has to say who they are: a finding of `check`. Unless it is given: not so. */
  readonly exposed: boolean
  /** For which names requests are taken. Unless it is given: for any. */
  readonly hosts: AllowedHosts
  /** How often one address may ask; 0: as often as it likes. Unless it is given: 0. */
  readonly requestsPerMinute: number
}

/** Of an application that is part of another program: without requests to Elasticsearch and what concerns the process. */
const ownRegistry = (runtime: Runtime, { version }: Identity): Registry =>
  makeRegistry(runtime, { calls: makeCalls(), process: false, version })

/** What every request goes through first, at whichever port. */
const begin = (runtime: Runtime, hosts: AllowedHosts): Express =>
  express()
    .disable("x-powered-by")
    .disable("etag")
    .enable("strict routing")
    .enable("case sensitive routing")
    .use(requestLog(runtime))
    .use(hostHeader)
    .use(allowedHosts(hosts))

export const makeApp = (
  runtime: Runtime,
  identity: Identity,
  {
    exposed = false,
    heartbeatMillis = 15_000,
    hosts = null,
    policy = open,
    requestsPerMinute = 0,
    register = ownRegistry(runtime, identity)
  }: Partial<AppOptions> = {}
): Express => {
  const app = begin(runtime, hosts)
    .use(requestRate(requestsPerMinute))
    .use(access(policy, identity.component))
  // One listener for each open stream of events: any number of them is no leak.
  app.setMaxListeners(0)
  app.use(api.path, api.routes(runtime, { exposed, heartbeatMillis }))
  for (const component of Component.all) app.use(`/${component}/actuator`, backups(runtime, component))
  return app
    .use(page(statusPage(runtime, identity)), openapi(identity.version), metrics(register))
    .use("/actuator", backups(runtime, identity.component), actuator(runtime, identity))
    .use(unknownPath)
    .use(onError(runtime))
}

/** What probes and Prometheus ask, for a port of its own: open to whoever reaches that port, and nothing else of the API. */
export const makeManagementApp = (
  runtime: Runtime,
  identity: Identity,
  register: Registry,
  hosts: AllowedHosts = null
): Express =>
  begin(runtime, hosts)
    .use(metrics(register))
    .use("/actuator", actuator(runtime, identity))
    .use(unknownPath)
    .use(onError(runtime))
