#!/usr/bin/env node
/** The installed server: reads the environment, listens, stops in order on SIGTERM and SIGINT. */
import {
  Addresses,
  type Connection,
  layerElasticsearch,
  Redaction,
  type Variables
} from "@camunda-backup/core"
import { Effect, Layer, ManagedRuntime, Option, Result } from "effect"
import { readFileSync } from "node:fs"
import { hostname } from "node:os"
import { parseArgs } from "node:util"
import { setFlagsFromString } from "node:v8"
import { askHealth, ownUrl } from "./askHealth.ts"
import { makeApp, makeManagementApp } from "./app.ts"
import { type AccessPolicy, ofFile, open } from "./access/AccessPolicy.ts"
import type { ToldOfProvider } from "./access/openIdConnect.ts"
import { makeToken } from "./access/makeToken.ts"
import { embeddedBanner } from "./banner.ts"
import { configCommand } from "./config/configCommand.ts"
import { environmentOf } from "./config/environmentOf.ts"
import { changesOf } from "./config/reload.ts"
import { withReplica } from "./config/replica.ts"
import { read, type ServerEnvironment } from "./config/serverEnvironment.ts"
import { layerLog } from "./logs/logger.ts"
import { accessChanged, certificateChanged, certificateNearsEnd, providerFailed } from "./logs/notices.ts"
import { watchValidity } from "./access/watchValidity.ts"
import { layerTraces } from "./logs/layerTraces.ts"
import { listen, urlOf } from "./listen.ts"
import { makeCalls, makeRegistry } from "./metrics/Metrics.ts"
import { withOrigins } from "./config/showConfiguration.ts"
import { version } from "./version.ts"

const usage = `camunda-backup-server ${version}: backups of Camunda's Operate and Tasklist over HTTP

  camunda-backup-server [--host HOST] [--port PORT] [--config FILE] [--embedded]
  camunda-backup-server config [show|check|schema] [--config FILE]
  camunda-backup-server token NAME [--role viewer|operator|admin] [--component NAME]
  camunda-backup-server health [URL] [--ready]

  --host       where to listen (CAMUNDA_BACKUP_HOST, default 127.0.0.1)
  --port       on which port (CAMUNDA_BACKUP_PORT, default 9600; 0: a free one)
  --config     a file: YAML or JSON by its name (.yaml, .yml, .json), otherwise lines NAME=VALUE, read as environment variables are. What the
               environment sets wins over it
  --embedded   without CAMUNDA_BACKUP_ELASTICSEARCH_URL: run on an emulator in this process. Nothing in it is a real backup.
  --version    print the version
  config       print every setting and who said it (show), whether they can be used (check), the JSON Schema of the file (schema)
  token        print a new token, and its entry for CAMUNDA_BACKUP_ACCESS_FILE (docs/security.md)
  health       ask a server, by default the one with these settings, whether it is alive; with --ready whether it can serve. Exit status 1: it is not
  --help       print this

SIGHUP reads the configuration again: the log says what holds now (log.level) and what needs a restart.

Everything else is set by environment variables, or in the file of --config; README.md and docs/configuration.md list them.
`

/** Bound of the wait for requests under way when the process is told to stop. */
const stopWithinMillis = 10_000

const fail = (lines: ReadonlyArray<string>): never => {
  process.stderr.write(`camunda-backup-server cannot start:\n${lines.map((x) => `  - ${x}\n`).join("")}`)
  process.exit(2)
}

const flags = () =>
  Result.try(() =>
    parseArgs({
      allowPositionals: true,
      options: {
        role: { type: "string" },
        component: { type: "string" },
        host: { type: "string" },
        port: { type: "string" },
        config: { type: "string" },
        embedded: { type: "boolean", default: false },
        ready: { type: "boolean", default: false },
        version: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false }
      }
    })
  ).pipe(Result.getOrElse((error) => fail([`${String(error)} Try --help.`])))

interface Backend {
  readonly connection: Connection
  readonly environment: ServerEnvironment
  readonly close: () => Promise<void>
  readonly embedded: boolean
}

const backendOf = async (environment: ServerEnvironment, allowEmbedded: boolean): Promise<Backend> => {
  if (Option.isSome(environment.connection)) {
    return { connection: environment.connection.value, environment, close: async () => {}, embedded: false }
  }
  if (!allowEmbedded) {
    return fail([
      "CAMUNDA_BACKUP_ELASTICSEARCH_URL is not set. Set it to the Elasticsearch of Operate and Tasklist, e.g. http://127.0.0.1:9200, or pass --embedded to try it without one."
    ])
  }
  const { startEmbedded } = await import("./embedded.ts")
  const embedded = await startEmbedded(environment)
  return { ...embedded, embedded: true }
}

const policyOf = (
  file: ServerEnvironment["accessFile"],
  told: (problem: string | null) => void,
  toldOfProvider: ToldOfProvider
): AccessPolicy =>
  Option.match(file, {
    onNone: () => open,
    onSome: (path) =>
      Result.getOrElse(ofFile(path, told, toldOfProvider), (reason) =>
        fail([`CAMUNDA_BACKUP_ACCESS_FILE: ${path} cannot be read: ${reason}`])
      )
  })

const readFile = (path: string): string => readFileSync(path, "utf8").trim()

/** Where the server of these settings listens. */
const listens = (environment: Variables.Environment): Result.Result<string, string> => {
  const settings = read(environment, readFile)
  return Result.isFailure(settings)
    ? Result.fail(settings.failure.join("\n"))
    : ownUrl({ ...settings.success, tls: Option.isSome(settings.success.tls) })
}

const health = async (url: Result.Result<string, string>, ready: boolean): Promise<void> => {
  const answer = Result.isFailure(url) ? url : await askHealth(url.success, ready)
  if (Result.isSuccess(answer)) process.stdout.write(`${answer.success}\n`)
  else process.stderr.write(`${answer.failure}\n`)
  process.exitCode = Result.isSuccess(answer) ? 0 : 1
}

const main = async (): Promise<void> => {
  // Whoever reads the log may go away; backups go on.
  process.stdout.on("error", () => {})
  const { positionals, values } = flags()
  const { config, embedded, help, host: hostFlag, port: portFlag, version: showVersion } = values
  if (help || showVersion) {
    process.stdout.write(help ? usage : `${version}\n`)
    return
  }
  const [command, ...names] = positionals
  if (command === "token") {
    const made = makeToken(names, values)
    if (Result.isFailure(made)) return fail([made.failure])
    process.stdout.write(made.success)
    return
  }
  const readGiven = () => environmentOf({ config, host: hostFlag, port: portFlag }, process.env, readFile)
  if (command === "health" && names.length <= 1) {
    const [url] = names
    return await health(
      url === undefined ? Result.flatMap(readGiven(), (x) => listens(x.variables)) : Result.succeed(url),
      values.ready
    )
  }
  if (command !== undefined && command !== "config") return fail([`Unknown command: ${command}. Try --help.`])
  const found = readGiven()
  if (Result.isFailure(found)) return fail([found.failure])
  const given = found.success
  if (command === "config") {
    const said = configCommand(names[0], given, readFile)
    if (Result.isFailure(said)) return fail(said.failure)
    process.stdout.write(said.success)
    return
  }
  const settings = read(withReplica(given.variables, hostname(), process.pid), readFile)
  if (Result.isFailure(settings)) return fail(withOrigins(settings.failure, given))
  redact = settings.success.redact
  const { connection, environment, close, embedded: isEmbedded } = await backendOf(settings.success, embedded)
  const { component, drainMillis, host, keepAliveMillis, port } = environment
  let { logLevel } = environment
  const logger = layerLog((line) => void process.stdout.write(`${line}\n`), {
    format: environment.logFormat,
    level: () => logLevel,
    redact
  })
  const calls = makeCalls()
  const runtime = ManagedRuntime.make(
    layerElasticsearch(
      { ...connection, onCall: calls.onCall },
      environment.settings,
      "also what is scheduled"
    ).pipe(
      Layer.provideMerge(
        Layer.merge(logger, layerTraces(environment.otlpEndpoint, environment.settings.replica))
      )
    )
  )
  const policy = policyOf(
    environment.accessFile,
    (problem) => void runtime.runFork(accessChanged(problem)),
    (issuer, reason) => void runtime.runFork(providerFailed(issuer, reason))
  )
  const certificate = watchValidity((...end) => void runtime.runFork(certificateNearsEnd(...end)))
  const register = makeRegistry(runtime, { calls, certificate: certificate.current, process: true, version })
  const identity = { version, embedded: isEmbedded, component }
  const { allowedHosts: hosts, maxConnections, requestsPerMinute } = environment
  const app = makeApp(runtime, identity, {
    exposed: environment.exposed,
    hosts,
    policy,
    register,
    requestsPerMinute
  })
  const log = (fields: Readonly<Record<string, unknown>>): void =>
    void runtime.runFork(Effect.logInfo("request", fields))
  const cannotOpen =
    (at: number, variable: string) =>
    (error: unknown): never =>
      fail([
        `${urlOf(host, at)} cannot be opened: ${String(error)}. Set ${variable} and CAMUNDA_BACKUP_HOST.`
      ])
  const server = await listen(app, host, port, {
    keepAliveMillis,
    maxConnections,
    tls: Option.match(environment.tls, {
      onNone: () => null,
      onSome: (files) => ({
        files,
        told: (problem) => void runtime.runFork(certificateChanged(problem)),
        served: certificate.served
      })
    }),
    log
  }).catch(cannotOpen(port, "CAMUNDA_BACKUP_PORT"))
  const management = await Option.match(environment.managementPort, {
    onNone: () => Promise.resolve(null),
    onSome: (at) =>
      listen(makeManagementApp(runtime, identity, register, hosts), host, at, { keepAliveMillis, log }).catch(
        cannotOpen(at, "CAMUNDA_BACKUP_MANAGEMENT_PORT")
      )
  })
  process.on("SIGHUP", () => {
    const again = Result.flatMap(
      Result.mapError(readGiven(), (problem): ReadonlyArray<string> => [problem]),
      (now) => Result.map(read(now.variables, readFile), (next) => ({ now, level: next.logLevel }))
    )
    if (Result.isSuccess(again)) logLevel = again.success.level
    runtime.runFork(
      Result.match(again, {
        onFailure: (problems) =>
          Effect.logError("the configuration cannot be used; what it said before still holds", { problems }),
        onSuccess: ({ now }) => {
          const changes = changesOf(given, now)
          const log = changes.needRestart.length > 0 ? Effect.logWarning : Effect.logInfo
          return log("the configuration was read again", { ...changes })
        }
      })
    )
  })
  const stop = async (signal: Signal): Promise<void> => {
    // A person at a terminal does not wait for balancers.
    const drainFor = signal === "SIGINT" ? 0 : drainMillis
    runtime.runFork(Effect.logInfo("stopping", { signal, drainMillis: drainFor }))
    server.drain()
    management?.drain()
    await drained(drainFor)
    await Promise.all([server.close(stopWithinMillis), management?.close(stopWithinMillis)])
    await runtime.dispose()
    await close()
    process.exit(0)
  }
  const begin = (signal: Signal): void => {
    for (const other of signals) process.off(other, begin)
    void stop(signal)
  }
  for (const signal of signals) process.on(signal, begin)

  // Whoever reads that it listens may at once tell it to stop, in order.
  for (const note of environment.notes) runtime.runFork(Effect.logWarning(note))
  const repository = Option.getOrElse(environment.settings.repository, () => "")
  if (isEmbedded) process.stdout.write(embeddedBanner(server.url, repository))
  runtime.runFork(
    Effect.logInfo("listening", {
      url: server.url,
      ...(management === null ? {} : { management: management.url }),
      version,
      camundaVersion: environment.settings.camundaVersion,
      repository: repository === "" ? "not configured" : repository,
      elasticsearch: isEmbedded ? "embedded emulator" : connection.urls.map(Addresses.shown).join(","),
      component
    })
  )
}

const signals = ["SIGTERM", "SIGINT"] as const

type Signal = (typeof signals)[number]

/** Ends after the time, or with the next signal: who asks twice is in a hurry. The one after that ends the process at once. */
const drained = async (millis: number): Promise<void> => {
  if (millis === 0) return
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      for (const signal of signals) process.off(signal, end)
      resolve()
    }
    const timer = setTimeout(end, millis)
    for (const signal of signals) process.on(signal, end)
  })
}

/** Takes secrets out of a crash; of those in files it knows as soon as they are read. */
let redact = Redaction.ofEnvironment(process.env)

/** Node itself would print all that an error carries, and one of a client may carry with what it connected. */
const crash = (error: unknown): never => {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`camunda-backup-server stopped because of an internal error:\n${redact(text)}\n`)
  process.exit(1)
}

// A list of ten thousand backups is garbage as soon as it is sent. V8 would let the heap grow to several times what lives before it clears
// up: 450 MB instead of 210 MB after a few such lists, for no gain in time (bench/RESULTS.md).
setFlagsFromString("--heap-growing-percent=30")
process.once("uncaughtException", crash)
await main().catch(crash)
