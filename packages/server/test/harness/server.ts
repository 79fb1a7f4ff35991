/** The application over any Elasticsearch, on a free port. */
import { type CamundaVersion, type Connection, layerElasticsearch, Settings } from "@camunda-backup/core"
import { Clock, Effect, Layer, Logger, ManagedRuntime } from "effect"
import { type AccessPolicy, open } from "../../src/access/AccessPolicy.ts"
import { makeApp } from "../../src/app.ts"
import type { Runtime } from "../../src/http/answer.ts"
import { lineLogger } from "../../src/logs/logger.ts"
import { makeCalls, makeRegistry } from "../../src/metrics/Metrics.ts"
import { listen } from "../../src/listen.ts"

export interface TestServer {
  readonly url: string
  /** Log lines so far, parsed. */
  readonly logs: ReadonlyArray<Readonly<Record<string, unknown>>>
  /** What runs behind it. */
  readonly runtime: Runtime
  readonly drain: () => void
  /** Of the port alone. */
  readonly closeWithin: (millis: number) => Promise<void>
  readonly close: () => Promise<void>
}

export type TestSettings = Partial<Omit<Settings.Input, "camundaVersion">> & {
  readonly camundaVersion?: string
}

const connectionTo = (to: string | ReadonlyArray<string> | Connection): Connection =>
  typeof to === "string" ? { urls: [to] } : "urls" in to ? to : { urls: to }

export const startServer = async (
  /** One address, several, or a whole connection. */
  elasticsearch: string | ReadonlyArray<string> | Connection,
  settings: TestSettings = {},
  clock?: Clock.Clock,
  policy: AccessPolicy = open,
  requestsPerMinute = 0
): Promise<TestServer> => {
  const logs: Array<Readonly<Record<string, unknown>>> = []
  const logger = Logger.layer([lineLogger((line) => void logs.push(JSON.parse(line)))])
  const values = Settings.make({
    requestTimeout: "10 seconds",
    retryBudget: "20 seconds",
    ...settings,
    camundaVersion: (settings.camundaVersion ?? "8.7.2") as CamundaVersion.CamundaVersion
  })
  const surroundings = clock === undefined ? logger : Layer.merge(logger, Layer.succeed(Clock.Clock, clock))
  const calls = makeCalls()
  const runtime = ManagedRuntime.make(
    layerElasticsearch({ ...connectionTo(elasticsearch), onCall: calls.onCall }, values).pipe(
      Layer.provideMerge(surroundings)
    )
  )
  const identity = { version: "0.0.0-test", embedded: false, component: "operate" } as const
  const register = makeRegistry(runtime, { calls, process: false, version: identity.version })
  const app = makeApp(runtime, identity, { heartbeatMillis: 50, policy, register, requestsPerMinute })
  const { close, drain, url } = await listen(app, "127.0.0.1", 0, {
    keepAliveMillis: 60_000,
    log: (fields) => void runtime.runFork(Effect.logInfo("request", fields))
  })
  return {
    url,
    logs,
    runtime,
    drain,
    closeWithin: close,
    close: async () => {
      await close(1000)
      await runtime.dispose()
    }
  }
}
