/** The server: from its settings to open ports, until a signal ends it. */
import { layerElasticsearch } from "@camunda-backup/core"
import { Layer, ManagedRuntime, Result } from "effect"
import { hostname } from "node:os"
import type { Given } from "../config/environmentOf.ts"
import { withReplica } from "../config/replica.ts"
import { read } from "../config/serverEnvironment.ts"
import { withOrigins } from "../config/showConfiguration.ts"
import { layerTraces } from "../logs/layerTraces.ts"
import { layerLog } from "../logs/logger.ts"
import { makeCalls } from "../metrics/Metrics.ts"
import { announce } from "./announce.ts"
import { backendOf } from "./backend.ts"
import { redactCrashes } from "./crash.ts"
import { fail } from "./fail.ts"
import { openPorts } from "./openPorts.ts"
import { readFile } from "./readFile.ts"
import { reloadOnSignal } from "./reloadOnSignal.ts"
import { stopOnSignals } from "./stopOnSignals.ts"

/** Resolves when it listens. */
export const serve = async (
  given: Given,
  readGiven: () => Result.Result<Given, string>,
  allowEmbedded: boolean
): Promise<void> => {
  const settings = read(withReplica(given.variables, hostname(), process.pid), readFile)
  if (Result.isFailure(settings)) return fail(withOrigins(settings.failure, given))
  const { redact } = settings.success
  redactCrashes(redact)
  const backend = await backendOf(settings.success, allowEmbedded)
  const { close, connection, environment } = backend
  const { drainMillis, logFormat, otlpEndpoint, settings: core } = environment
  let { logLevel } = environment
  const logger = layerLog((line) => void process.stdout.write(`${line}\n`), {
    format: logFormat,
    level: () => logLevel,
    redact
  })
  const calls = makeCalls()
  const runtime = ManagedRuntime.make(
    layerElasticsearch({ ...connection, onCall: calls.onCall }, core, "also what is scheduled").pipe(
      Layer.provideMerge(Layer.merge(logger, layerTraces(otlpEndpoint, core.replica)))
    )
  )
  const ports = await openPorts(runtime, backend, calls)
  const { management, server } = ports
  reloadOnSignal({ runtime, given, readGiven, setLogLevel: (level) => (logLevel = level) })
  stopOnSignals({ runtime, ports: management === null ? [server] : [server, management], drainMillis, close })
  // Whoever reads that it listens may at once tell it to stop, in order.
  announce(runtime, backend, ports)
}
