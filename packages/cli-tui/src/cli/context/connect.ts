/** The services behind a target: a server over HTTP, or the operations themselves over Elasticsearch. */
import {
  type BackupClient,
  type Check,
  Component,
  CoreEnvironment,
  type InstallationFacts,
  layerCamunda,
  layerElasticsearch,
  layerServer,
  type RestoreClient,
  type SchedulesClient,
  type Sending,
  type Variables
} from "@camunda-backup/core"
import { Duration, type Layer, Option, Result } from "effect"
import { version } from "../../version.ts"
import type { Invocation } from "../parse/Invocation.ts"
import type { CommandName, RestoreAction } from "../spec/commands.ts"
import { UsageError } from "../errors/UsageError.ts"

export type Services = BackupClient | RestoreClient | SchedulesClient | Check | InstallationFacts

const writes: ReadonlySet<CommandName> = new Set<CommandName>(["create", "resume", "cancel", "delete"])
const writesOfRestore: ReadonlySet<RestoreAction> = new Set<RestoreAction>([
  "run",
  "drill",
  "cancel",
  "resume"
])

/** Whether it is to change something. */
export const changes = ({ command, dryRun, restore, word, yes }: Invocation): boolean =>
  !dryRun &&
  (writes.has(command) ||
    (command === "schedule" && word !== "show") ||
    (command === "retention" && word === "apply" && yes) ||
    (restore !== null && writesOfRestore.has(restore.action)))

const reads: ReadonlySet<CommandName> = new Set<CommandName>([
  "list",
  "get",
  "status",
  "attempts",
  "logs",
  "check",
  "config",
  "schedule",
  "retention"
])

/** A command that only reads must not resume a backup that a dead process abandoned, only to abandon it again a moment later. */
const onlyReads = ({ command, dryRun, readOnly, restore }: Invocation): boolean =>
  dryRun || readOnly || reads.has(command) || (restore !== null && !writesOfRestore.has(restore.action))

export const connect = (
  invocation: Invocation,
  environment: Variables.Environment,
  told: Pick<Sending, "fetch" | "onAnswer" | "onRequest" | "token"> = {}
): Result.Result<Layer.Layer<Services>, UsageError> => {
  const { sources, target, timeoutMillis } = invocation
  const sending = {
    requestTimeout: Duration.millis(timeoutMillis),
    userAgent: `camunda-backup/${version}`,
    ...told
  }
  if (target._tag === "Server") return Result.succeed(layerServer({ url: target.url, ...sending }))
  if (target._tag === "Camunda")
    return Result.succeed(layerCamunda({ baseUrls: Component.record(() => target.url), ...sending }))
  const read = CoreEnvironment.read(environment)
  if (Result.isFailure(read)) return Result.fail(new UsageError({ reason: read.failure.join(" ") }))
  const { connection, settings } = read.success
  return Option.match(connection, {
    onNone: () =>
      Result.fail(
        new UsageError({
          reason:
            "--direct talks to Elasticsearch itself: set CAMUNDA_BACKUP_ELASTICSEARCH_URL (docs/configuration.md)."
        })
      ),
    onSome: (found) =>
      Result.succeed(
        layerElasticsearch(
          found,
          sources.has("timeout") ? { ...settings, requestTimeout: Duration.millis(timeoutMillis) } : settings,
          onlyReads(invocation) ? "none" : "whatever others left"
        )
      )
  })
}
