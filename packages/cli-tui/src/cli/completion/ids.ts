/** The ids that the server knows, for a key press: within a bound, and nothing where that is not possible. */
import {
  BackupClient,
  BackupGroup,
  BackupId,
  type BackupState,
  type ClientError,
  ListPattern,
  Quantities,
  RestoreClient
} from "@camunda-backup/core"
import { Duration, Effect, Layer, Logger, Option, Result } from "effect"
import { connect, type Services } from "../context/connect.ts"
import { readContexts } from "../context/readContexts.ts"
import { readSecret } from "../context/readSecret.ts"
import { fetchOf } from "../context/fetchOf.ts"
import { tokenOf } from "../context/token.ts"
import { withSecrets } from "../context/withSecrets.ts"
import { choose, tokenCommandVariable } from "../parse/contexts.ts"
import { parseCommandLine } from "../parse/parseCommandLine.ts"
import type { Invocation } from "../parse/Invocation.ts"
import type { CommandName } from "../spec/commands.ts"
import type { Candidate, Wanted } from "./candidates.ts"

/** A server that does not answer must not block the prompt for longer. */
const withinMillis = 1000

/** More for a server that is far away. */
const bound = (environment: Asking["environment"]): number =>
  Option.getOrElse(
    Quantities.readDuration((environment["CAMUNDA_BACKUP_COMPLETION_TIMEOUT"] ?? "").trim()),
    () => withinMillis
  )

/** More cannot be chosen from by eye; digits that are typed narrow it down. */
const most = 100

/** States that a command can do something about; the others would be refused. */
const statesFor: Partial<Record<CommandName, ReadonlyArray<BackupState.BackupState>>> = {
  cancel: ["IN_PROGRESS"],
  resume: ["FAILED", "INCOMPLETE"]
}

const ago = (millis: number | null, now: number): string =>
  millis === null ? "not begun" : `${Quantities.shortDuration(now - millis)} ago`

/** `COMPLETED, 3h ago`, or each component's where they differ. */
const about = ({ backups, startedAt }: BackupGroup.BackupGroup, now: number): string => {
  const states = [...new Set(backups.map((x) => x.state))]
  const said =
    states.length === 1 ? (states[0] ?? "") : backups.map((x) => `${x.component} ${x.state}`).join(", ")
  return `${said}, ${ago(startedAt, now)}`
}

const backupIds = Effect.fnUntraced(function* (
  { components }: Invocation,
  command: CommandName,
  typed: string,
  now: number
) {
  const api = yield* BackupClient
  const pattern = Option.getOrElse(ListPattern.parse(`${typed}*`), () => ListPattern.everything)
  const states = statesFor[command] ?? []
  const query = { components, pattern, states, limit: most, after: Option.none() }
  const { backups } = yield* api.page(query)
  return BackupGroup.groupById(backups).map((x) => ({
    word: BackupId.format(x.backupId),
    text: about(x, now)
  }))
})

const restoreIds = Effect.fnUntraced(function* ({ components }: Invocation, now: number) {
  const api = yield* RestoreClient
  const all = yield* api.list(components)
  return all.slice(0, most).map((x) => ({
    word: x.id,
    text: `${{ InPlace: "in place", Into: "other names", Drill: "drill" }[x.target]} of ${x.component} ${x.backupId}, ${x.state}, ${ago(x.requestedAt, now)}`
  }))
})

export interface Asking {
  readonly wanted: Wanted
  readonly typed: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly now: number
}

/** Never fails: a message between prompt and cursor helps nobody. */
export const idsFor = async ({
  environment,
  now,
  typed,
  wanted
}: Asking): Promise<ReadonlyArray<Candidate>> => {
  const known = readContexts(environment, readSecret)
  if (Result.isFailure(known)) return []
  if (wanted.what === "contexts")
    return known.success.contexts.map(({ name, server }) => ({ word: name, text: server ?? "" }))
  if (!/^[0-9a-f]*$/.test(typed)) return []
  const layers = Result.gen(function* () {
    // As `list` would ask: it only reads.
    const args = ["list", ...wanted.connection]
    const chosen = yield* choose(known.success, args, environment)
    const invocation = yield* parseCommandLine(args, chosen.environment, chosen)
    if (invocation.command === "help") return null
    const resolved = yield* withSecrets(invocation, chosen.environment)
    // A command may ask a person, who is in the middle of a line.
    const silent = { ...chosen.environment, [tokenCommandVariable]: "" }
    const token = yield* tokenOf(invocation, silent, readSecret)
    const sending = {
      ...(yield* fetchOf(invocation, readSecret, chosen.environment)),
      ...(token === null ? {} : { token })
    }
    return { invocation, services: yield* connect(invocation, resolved, sending) }
  })
  if (Result.isFailure(layers) || layers.success === null) return []
  const { invocation, services } = layers.success
  const asked: Effect.Effect<ReadonlyArray<Candidate>, ClientError, Services> = wanted.what === "backups"
    ? backupIds(invocation, wanted.command, typed, now)
    : restoreIds(invocation, now)
  return Effect.runPromise(
    asked.pipe(
      Effect.provide(Layer.provideMerge(services, Logger.layer([]))),
      Effect.timeout(Duration.millis(bound(environment))),
      Effect.catchCause(() => Effect.succeed([]))
    )
  )
}
