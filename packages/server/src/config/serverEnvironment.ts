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
import { listenHost } from "./listenHost.ts"

export interface ServerEnvironment extends CoreEnvironment.CoreEnvironment {
  readonly host: string
  readonly port: number
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
      keepAliveMillis: millis("CAMUNDA_BACKUP_KEEP_ALIVE_TIMEOUT", keepAlive),
      drainMillis: millis("CAMUNDA_BACKUP_DRAIN_TIME", drain),
      component: Option.getOrElse(
        variables.parsed(["CAMUNDA_BACKUP_COMPONENT"], Component.all.join(" or "), (text) =>
          Option.fromNullishOr(Component.all.find((x) => x === text.toLowerCase()))
        ),
        (): Component.Component => "operate"
      )
    }
    const core = CoreEnvironment.read(resolved)
    const problems = [...variables.problems, ...(Result.isFailure(core) ? core.failure : [])]
    return Result.isFailure(core) || problems.length > 0
      ? Result.fail(problems)
      : Result.succeed({
          ...core.success,
          ...own,
          notes: [...variables.notes, ...unknownVariables(environment)],
          redact
        })
  })
