/** The port of the API and, where it is set, the one of health and metrics. */
import { Effect, Option, Result } from "effect"
import { type AccessPolicy, ofFile, open } from "../access/AccessPolicy.ts"
import { watchValidity } from "../access/watchValidity.ts"
import { makeApp, makeManagementApp } from "../app.ts"
import type { Runtime } from "../http/answer.ts"
import { type Listening, listen, urlOf } from "../listen.ts"
import { accessChanged, certificateChanged, certificateNearsEnd, providerFailed } from "../logs/notices.ts"
import { type Calls, makeRegistry } from "../metrics/Metrics.ts"
import { version } from "../version.ts"
import type { Backend } from "./backend.ts"
import { fail } from "./fail.ts"

export interface Ports {
  readonly server: Listening
  /** `null`: it has none of its own. */
  readonly management: Listening | null
}

const policyOf = (runtime: Runtime, file: Option.Option<string>): AccessPolicy =>
  Option.match(file, {
    onNone: () => open,
    onSome: (path) =>
      Result.getOrElse(
        ofFile(
          path,
          (problem) => void runtime.runFork(accessChanged(problem)),
          (issuer, reason) => void runtime.runFork(providerFailed(issuer, reason))
        ),
        (reason) => fail([`CAMUNDA_BACKUP_ACCESS_FILE: ${path} cannot be read: ${reason}`])
      )
  })

/** Ends the process when one of them cannot be opened. */
export const openPorts = async (
  runtime: Runtime,
  { embedded, environment }: Backend,
  calls: Calls
): Promise<Ports> => {
  const { component, exposed, host, keepAliveMillis, maxConnections, port, requestsPerMinute } = environment
  const { allowedHosts: hosts } = environment
  const policy = policyOf(runtime, environment.accessFile)
  const certificate = watchValidity((...end) => void runtime.runFork(certificateNearsEnd(...end)))
  const register = makeRegistry(runtime, { calls, certificate: certificate.current, process: true, version })
  const identity = { version, embedded, component }
  const log = (fields: Readonly<Record<string, unknown>>): void =>
    void runtime.runFork(Effect.logInfo("request", fields))
  const cannotOpen =
    (at: number, variable: string) =>
    (error: unknown): never =>
      fail([
        `${urlOf(host, at)} cannot be opened: ${String(error)}. Set ${variable} and CAMUNDA_BACKUP_HOST.`
      ])
  const app = makeApp(runtime, identity, { exposed, hosts, policy, register, requestsPerMinute })
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
  return { server, management }
}
