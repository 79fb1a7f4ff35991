/** One run: from arguments to an exit code. Data goes to `stdout`, everything else to `stderr`. */
import { AskedBy, Redaction, type SecretFiles, unknownVariables, type Sending } from "@camunda-backup/core"
import { Cause, Effect, Exit, Layer, Logger, Option, Result } from "effect"
import { commandByName } from "./commands/commandByName.ts"
import { changes, connect, type Services } from "./context/connect.ts"
import { readContexts } from "./context/readContexts.ts"
import { type RequestRelay, requestRelay } from "./context/requestRelay.ts"
import { fetchOf } from "./context/fetchOf.ts"
import { tokenOf } from "./context/token.ts"
import { withSecrets } from "./context/withSecrets.ts"
import { SessionReadOnly } from "./errors/CommandError.ts"
import { type AnyError, combined, type ExitCode } from "./errors/exitCode.ts"
import { help, helpOf, shortHelp } from "./help/help.ts"
import type { Invocation } from "./parse/Invocation.ts"
import { entryOf, type ErrorEntry, renderErrors } from "./output/renderErrors.ts"
import { interruption } from "./output/interruption.ts"
import { sentLine } from "./output/sentLine.ts"
import { isSilent, render } from "./output/render.ts"
import { choose } from "./parse/contexts.ts"
import { parseCommandLine } from "./parse/parseCommandLine.ts"
import { type Format, wantedFormat } from "./parse/wantedFormat.ts"
import type { Output } from "./output/Output.ts"
import type { Terminal } from "./context/Terminal.ts"
import { version } from "../version.ts"

export interface Run {
  readonly args: ReadonlyArray<string>
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
  /** Of the terminal that standard output is; `null`: it is none. */
  readonly columns: number | null
  /** Makes the terminal for an invocation. */
  readonly terminal: (invocation: Invocation) => Terminal
  /** The user of the operating system. */
  readonly user: string
  /** Of a secret that is kept in a file. */
  readonly readFile: SecretFiles.ReadFile
  /** Gives the terminal to the terminal UI until it ends. */
  readonly openTui: (
    invocation: Invocation,
    services: Layer.Layer<Services>,
    environment: Run["environment"],
    user: string,
    requests: RequestRelay,
    sending: Pick<Sending, "fetch" | "onAnswer" | "onRequest" | "token">
  ) => Promise<ExitCode>
  /** Interrupts the run; `reason` is the signal. */
  readonly signal?: AbortSignal
}

export const run = async ({
  args,
  columns,
  environment: environmentGiven,
  openTui,
  readFile,
  signal,
  stderr,
  stdout,
  terminal,
  user
}: Run): Promise<ExitCode> => {
  const end = (entries: ReadonlyArray<ErrorEntry>, format: Format, succeeded = 0): ExitCode => {
    const text = renderErrors(entries, format)
    if (text !== "") stderr(text)
    return combined(
      entries.map((x) => x.exitCode),
      succeeded
    )
  }
  const wanted = wantedFormat(args)
  const chosen = readContexts(environmentGiven, readFile).pipe(
    Result.flatMap((contexts) => choose(contexts, args, environmentGiven))
  )
  if (Result.isFailure(chosen)) return end([entryOf(null, chosen.failure)], wanted)
  const given = chosen.success.environment
  const parsed = parseCommandLine(args, given, chosen.success)
  if (Result.isFailure(parsed)) {
    const { failure } = parsed
    const code = end([entryOf(null, failure)], wanted)
    if (
      !isSilent({ format: wanted, quiet: false }) &&
      failure._tag === "UsageError" &&
      failure.of !== undefined
    )
      stderr(shortHelp(failure.of))
    return code
  }
  const invocation = parsed.success
  if (invocation.command === "help") {
    stdout(invocation.of === null ? help : helpOf(invocation.of))
    return 0
  }
  const { format } = invocation
  const resolved = withSecrets(invocation, given, readFile)
  if (Result.isFailure(resolved)) return end([entryOf(null, resolved.failure)], format)
  const environment = resolved.success
  if (!isSilent(invocation)) for (const note of unknownVariables(given)) stderr(`Note: ${note}\n`)
  if (invocation.readOnly && changes(invocation))
    return end([entryOf(null, new SessionReadOnly({ command: invocation.command }))], format)
  const token =
    invocation.target._tag === "Direct" ? Result.succeed(null) : tokenOf(invocation, given, readFile)
  if (Result.isFailure(token)) return end([entryOf(null, token.failure)], format)
  const fetching = fetchOf(invocation, readFile, environment)
  if (Result.isFailure(fetching)) return end([entryOf(null, fetching.failure)], format)
  const isScreen = invocation.command === "tui"
  // In the terminal UI a line would appear in the middle of the screen, which shows requests by itself.
  const relay = requestRelay(
    invocation.verbose && !isScreen ? { onAnswer: (sent) => stderr(`${sentLine(sent)}\n`) } : {}
  )
  const sending = {
    ...relay,
    ...fetching.success,
    ...(token.success === null ? {} : { token: token.success })
  }
  const layer = connect(invocation, environment, sending)
  if (Result.isFailure(layer)) return end([entryOf(null, layer.failure)], format)
  if (isScreen) return openTui(invocation, layer.success, environment, user, relay, sending)
  const program: Effect.Effect<Output, AnyError> = commandByName[invocation.command]({
    invocation,
    environment,
    terminal: terminal(invocation)
  }).pipe(
    // The log is what the operations say of themselves with --direct: to people, beside the data.
    Effect.provide(Layer.provideMerge(layer.success, Logger.layer([logTo(stderr, invocation)]))),
    // A server adds by itself from where it was asked, and by which program.
    (asked) =>
      Effect.provideService(
        asked,
        AskedBy,
        invocation.target._tag === "Direct"
          ? `${who(invocation, user)}, camunda-backup/${version} --direct`
          : who(invocation, user)
      )
  )
  const exit = await Effect.runPromiseExit(program, signal === undefined ? {} : { signal })
  if (Exit.isFailure(exit)) {
    // The reader of standard output has gone, so the rest is not needed.
    if (signal?.reason === "EPIPE") return 0
    if (Cause.hasInterruptsOnly(exit.cause)) return end([interruption(invocation, signal?.reason)], format)
    const error = Option.getOrNull(Cause.findErrorOption(exit.cause))
    if (error !== null) return end([entryOf(null, error)], format)
    // An error of a library may tell with what it connected.
    const message = Redaction.ofEnvironment(environment)(Cause.pretty(exit.cause))
    const defect = { component: null, code: "internal-error", message }
    return end(
      [{ ...defect, try: "again, and report it if it persists", see: "docs/cli.md", exitCode: 1 }],
      format
    )
  }
  const shown = exit.value
  const text = render(shown, invocation, columns)
  if (text !== "") stdout(text)
  if (!isSilent(invocation)) for (const note of shown.notes) stderr(`${note}\n`)
  const failures = shown.failed.map(({ component, error }) => entryOf(component, error))
  if (shown.stopped !== null) {
    const stopped = entryOf(null, shown.stopped)
    end([...failures, stopped], format)
    return stopped.exitCode
  }
  return failures.length === 0 ? shown.exitCode : end(failures, format, shown.document === null ? 0 : 1)
}

/** Who is written down as the one who asked. */
const who = (invocation: Invocation, user: string): string => (invocation.as === "" ? user : invocation.as)

const logTo = (stderr: (text: string) => void, invocation: Invocation): Logger.Logger<unknown, void> =>
  Logger.make(({ logLevel, message }) => {
    if (isSilent(invocation) || !["Warn", "Error", "Fatal"].includes(logLevel)) return
    const words = (Array.isArray(message) ? message : [message]).map((x) =>
      typeof x === "string" ? x : JSON.stringify(x)
    )
    stderr(`${words.join(" ")}\n`)
  })
