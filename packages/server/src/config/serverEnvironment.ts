/** What the server reads from the environment beside the core: where it listens, how long it waits. */
import {
  Component,
  CoreEnvironment,
  Redaction,
  SecretFiles,
  unknownVariables,
  Variables
} from "@camunda-backup/core"
import { Option, Result } from "effect"
import { type AllowedHosts, parse as parseHosts } from "../access/allowedHosts.ts"
import { isLoopback } from "../access/isLoopback.ts"
import type { TlsFiles } from "../access/tls.ts"
import type { SecureVersion } from "node:tls"
import { type LogFormat, logFormats, type LogLevel, logLevels } from "../logs/logLine.ts"
import { listenHost } from "./listenHost.ts"

export interface ServerEnvironment extends CoreEnvironment.CoreEnvironment {
  readonly host: string
  readonly port: number
  /** Where health and metrics are served as well, to whoever asks; `none`: only at `port`. */
  readonly managementPort: Option.Option<number>
  /** Of one address; 0: any number. */
  readonly requestsPerMinute: number
  /** At a time. */
  readonly maxConnections: number
  readonly logLevel: LogLevel
  readonly logFormat: LogFormat
  /** Where traces are sent, without a slash at its end; `none`: nowhere. */
  readonly otlpEndpoint: Option.Option<string>
  /** How long a connection may be idle. */
  readonly keepAliveMillis: number
  /** Told to stop: how long it goes on while readiness is DOWN already. */
  readonly drainMillis: number
  /** What was ignored: to be said once in the log. */
  readonly notes: ReadonlyArray<string>
  /** Takes what is secret in this environment out of a text. */
  readonly redact: Redaction.Redact
  /** Served at `/actuator/backups`. */
  readonly component: Component.Component
  /** The file that says who may do what; `none`: nobody has to prove who they are. */
  readonly accessFile: Option.Option<string>
  /** For which names requests are taken. */
  readonly allowedHosts: AllowedHosts
  /** Other machines reach the port, and nobody has to prove who they are. */
  readonly exposed: boolean
  /** `none`: plain HTTP. */
  readonly tls: Option.Option<TlsFiles>
}

/**
 * Balancers and proxies keep idle connections to a server, and one that is closed at the moment when it is used again is a 502 of theirs. So
 * ours is longer than that of the usual ones: nginx and AWS 60 s, Traefik 90 s, Caddy 120 s.
 */
const keepAlive = { otherwise: 125_000, bounds: { least: 1000, most: 3_600_000 } }

/** Kubernetes and balancers take some seconds to notice; with the 10 s for requests under way well within its 30 s. */
const drain = { otherwise: 5000, bounds: { least: 0, most: 600_000 } }

const port = (text: string): Option.Option<number> =>
  /^[0-9]{1,5}$/.test(text) && Number(text) <= 65535 ? Option.some(Number(text)) : Option.none()

/** A terminal UI sends about two a second, a poller one: room for some dozens behind one proxy. */
const requestsPerMinute = { otherwise: 6000, most: 1_000_000 }

/** Each takes some kilobytes and a file descriptor, of which there are usually 1024 or more. */
const connections = { otherwise: 1000, most: 100_000 }

const wholeNumber =
  (least: number, most: number) =>
  (text: string): Option.Option<number> =>
    /^[0-9]{1,7}$/.test(text) && Number(text) >= least && Number(text) <= most
      ? Option.some(Number(text))
      : Option.none()

const oneOf =
  <A extends string>(all: ReadonlyArray<A>) =>
  (text: string): Option.Option<A> =>
    Option.fromNullishOr(all.find((x) => x === text))

/** Without user and password, which would be shown. */
const httpAddress = (text: string): Option.Option<string> => {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.search === ""
    ? Option.some(text.replace(/\/+$/, ""))
    : Option.none()
}

const openNote =
  "CAMUNDA_BACKUP_AUTH=none: whoever reaches this port may take, delete and restore backups, without saying who they are"

/** Open to other machines, a server has to know who may do what, or be told that it is meant so. */
const accessOf = (variables: Variables.Variables, host: string): Option.Option<string> => {
  const file = variables.text("CAMUNDA_BACKUP_ACCESS_FILE")
  const auth = variables.parsed(["CAMUNDA_BACKUP_AUTH"], "none, or not set", (x) =>
    x === "none" ? Option.some(x) : Option.none()
  )
  if (Option.isSome(file) && Option.isSome(auth))
    variables.problem("CAMUNDA_BACKUP_AUTH=none and CAMUNDA_BACKUP_ACCESS_FILE are both set. Set one.")
  if (Option.isNone(file) && Option.isNone(auth) && !isLoopback(host))
    variables.problem(
      "CAMUNDA_BACKUP_HOST opens the port to other machines, and nothing says who may delete and restore backups. Set CAMUNDA_BACKUP_ACCESS_FILE (docs/security.md), or CAMUNDA_BACKUP_AUTH=none where something else keeps others out."
    )
  return file
}

const minVersions: ReadonlyArray<SecureVersion> = ["TLSv1.2", "TLSv1.3"]

const tlsOf = (variables: Variables.Variables): Option.Option<TlsFiles> => {
  const path = (name: string) => variables.text(`CAMUNDA_BACKUP_TLS_${name}_PATH`)
  const [certificate, key, clientCa] = [path("CERTIFICATE"), path("KEY"), path("CLIENT_CA")]
  const minVersion = variables.parsed(
    ["CAMUNDA_BACKUP_TLS_MIN_VERSION"],
    minVersions.join(" or "),
    oneOf(minVersions)
  )
  if (Option.isSome(certificate) && Option.isSome(key))
    return Option.some({
      certificate: certificate.value,
      key: key.value,
      clientCa: Option.getOrNull(clientCa),
      minVersion: Option.getOrElse(minVersion, () => "TLSv1.2" as const)
    })
  if ([certificate, key, clientCa, minVersion].some((x) => Option.isSome<unknown>(x)))
    variables.problem(
      "CAMUNDA_BACKUP_TLS_CERTIFICATE_PATH and CAMUNDA_BACKUP_TLS_KEY_PATH go together, and the other settings of TLS need both. One of them is unset."
    )
  return Option.none()
}

/** All settings, or every problem found. */
export const read = (
  environment: Variables.Environment,
  readFile: SecretFiles.ReadFile
): Result.Result<ServerEnvironment, ReadonlyArray<string>> =>
  Result.flatMap(SecretFiles.resolve(environment, readFile), (resolved) => {
    const variables = Variables.make(resolved)
    const redact = Redaction.ofEnvironment(resolved)
    const millis = (name: string, { bounds, otherwise }: typeof drain): number =>
      Option.getOrElse(variables.time([name], bounds), () => otherwise)
    const own = {
      host: Option.getOrElse(variables.checked(["CAMUNDA_BACKUP_HOST"], listenHost), () => "127.0.0.1"),
      port: Option.getOrElse(
        variables.parsed(["CAMUNDA_BACKUP_PORT", "MANAGEMENT_SERVER_PORT"], "a port from 0 to 65535", port),
        () => 9600
      ),
      managementPort: variables.parsed(["CAMUNDA_BACKUP_MANAGEMENT_PORT"], "a port from 0 to 65535", port),
      requestsPerMinute: Option.getOrElse(
        variables.parsed(
          ["CAMUNDA_BACKUP_REQUESTS_PER_MINUTE"],
          `a number from 0 (no bound) to ${requestsPerMinute.most}`,
          wholeNumber(0, requestsPerMinute.most)
        ),
        () => requestsPerMinute.otherwise
      ),
      maxConnections: Option.getOrElse(
        variables.parsed(
          ["CAMUNDA_BACKUP_MAX_CONNECTIONS"],
          `a number from 1 to ${connections.most}`,
          wholeNumber(1, connections.most)
        ),
        () => connections.otherwise
      ),
      logLevel: Option.getOrElse(
        variables.parsed(["CAMUNDA_BACKUP_LOG_LEVEL"], logLevels.join(", "), oneOf(logLevels)),
        (): LogLevel => "info"
      ),
      logFormat: Option.getOrElse(
        variables.parsed(["CAMUNDA_BACKUP_LOG_FORMAT"], logFormats.join(", "), oneOf(logFormats)),
        (): LogFormat => "json"
      ),
      otlpEndpoint: variables.parsed(
        ["CAMUNDA_BACKUP_OTLP_ENDPOINT"],
        "the address of a collector, such as http://127.0.0.1:4318",
        httpAddress
      ),
      keepAliveMillis: millis("CAMUNDA_BACKUP_KEEP_ALIVE_TIMEOUT", keepAlive),
      drainMillis: millis("CAMUNDA_BACKUP_DRAIN_TIME", drain),
      component: Option.getOrElse(
        variables.parsed(["CAMUNDA_BACKUP_COMPONENT"], Component.all.join(" or "), (text) =>
          Option.fromNullishOr(Component.all.find((x) => x === text.toLowerCase()))
        ),
        (): Component.Component => "operate"
      )
    }
    const accessFile = accessOf(variables, own.host)
    const exposed = Option.isNone(accessFile) && !isLoopback(own.host)
    const namedHosts = variables.parsed(
      ["CAMUNDA_BACKUP_ALLOWED_HOSTS"],
      "names with commas between them, such as backup.example.org",
      parseHosts
    )
    // Where nobody has to say who they are, and other machines are kept out by the address alone, a browser must not let them in.
    const guarded = Option.isNone(accessFile) && isLoopback(own.host)
    const allowedHosts = Option.getOrElse(namedHosts, (): AllowedHosts => (guarded ? [] : null))
    const tls = tlsOf(variables)
    const core = CoreEnvironment.read(resolved)
    const problems = [...variables.problems, ...(Result.isFailure(core) ? core.failure : [])]
    return Result.isFailure(core) || problems.length > 0
      ? Result.fail(problems)
      : Result.succeed({
          ...core.success,
          ...own,
          accessFile,
          allowedHosts,
          exposed,
          tls,
          notes: [...(exposed ? [openNote] : []), ...variables.notes, ...unknownVariables(environment)],
          redact
        })
  })
