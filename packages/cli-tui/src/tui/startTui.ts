/**
 * One run of the terminal UI over services that are handed in, from the first frame to an exit code.
 *
 * However it ends (key, signal, error), the terminal is as it was before, and an error is printed after that, where it can be read.
 */
import type { ServerEvents } from "@camunda-backup/core"
import { Effect, Fiber, type ManagedRuntime, Stream } from "effect"
import type { ReadStream, WriteStream } from "node:tty"
import { inspect } from "node:util"
import type { ExitCode } from "../cli/errors/exitCode.ts"
import type { Away } from "./ink/App.tsx"
import { openTerminal } from "./ink/terminal.tsx"
import { jobControl } from "./jobControl.ts"
import type { Task } from "./model/Task.ts"
import { init, type Model } from "./model/Model.ts"
import type { Options } from "./model/Options.ts"
import { runTask, type Services } from "./shell/runTask.ts"
import { type Requests, tellRequests } from "./shell/sent.ts"
import { makeStore, type Store } from "./shell/Store.ts"
import { themeOf } from "./theme/themes.ts"
import { saveScreen } from "./shell/saveScreen.ts"
import { frame } from "./view/frame.ts"
import { heights } from "./view/heights.ts"
import { textOfLine } from "./view/Line.ts"
import { spoken } from "./view/spoken.ts"

export interface TuiOptions extends Options {
  readonly runtime: ManagedRuntime.ManagedRuntime<Services, never>
  /** HTTP requests as they are sent; `null`: there are none, and what is asked of Elasticsearch is shown in its place. */
  readonly requests: Requests | null
  /** What the server tells by itself; `null`: it tells nothing. */
  readonly events: Stream.Stream<ServerEvents.ServerEvent> | null
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly stdin: ReadStream
  readonly stdout: WriteStream
  readonly stderr: { readonly write: (text: string) => unknown }
}

/** Before the first frame there is nothing to give back. */
const withoutScreen: Away = (during) => during()

const tickMillis = 250
/** A screen reader must be able to finish. */
const spokenTickMillis = 5000

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const

/** Why it cannot start here; `null` when it can. */
const unable = ({ environment, stdin, stdout }: TuiOptions): string | null => {
  if (!stdin.isTTY || !stdout.isTTY)
    return "the terminal UI needs a terminal, and standard input or output is not one. For scripts: camunda-backup list --json"
  return environment["TERM"] === "dumb"
    ? "the terminal UI needs a terminal that can move the cursor; TERM is dumb. Try: camunda-backup list"
    : null
}

/** As they stand on the screen, without colours. */
const shownLines = (model: Model): ReadonlyArray<string> =>
  model.options.screenReader ? spoken(model) : frame(model).map(textOfLine)

/** The clipboard of the terminal, also over ssh (OSC 52). */
const clipboard = (text: string): string => `\u001B]52;c;${Buffer.from(text).toString("base64")}\u0007`

export const startTui = async (options: TuiOptions): Promise<ExitCode> => {
  const { environment, runtime, screenReader, stderr, stdout } = options
  const reason = unable(options)
  if (reason !== null) {
    stderr.write(`camunda-backup: ${reason}\n`)
    return 2
  }
  const ended = Promise.withResolvers<{ readonly code: ExitCode; readonly error?: unknown }>()
  const run = (task: Task, send: Store["send"]): void => {
    if (task._tag === "Quit") ended.resolve({ code: 0 })
    else if (task._tag === "Suspend") job.suspend()
    else if (task._tag === "Save")
      saveScreen(() => process.cwd(), task.name, shownLines(store.get())).then(
        (answer) => send({ _tag: "Saved", answer }),
        fail
      )
    else if (task._tag === "Copy") stdout.write(clipboard(task.text))
    else
      void runtime
        .runPromise(runTask(task, options, send, options.requests === null))
        .catch((error: unknown) => ended.resolve({ code: 1, error }))
  }
  const size = { columns: stdout.columns, rows: stdout.rows }
  const store = makeStore(
    init({ ...options, theme: themeOf(options.theme, environment) }, size, Date.now()),
    heights,
    run
  )
  if (options.requests !== null) tellRequests(options.requests, store.send, Date.now)
  const stop = (signal: NodeJS.Signals): void => ended.resolve({ code: signal === "SIGINT" ? 130 : 143 })
  const fail = (error: unknown): void => ended.resolve({ code: 1, error })
  for (const x of signals) process.on(x, stop)
  process.on("uncaughtException", fail)
  process.on("unhandledRejection", fail)

  let away = withoutScreen
  const job = jobControl((during) => away(during), fail)
  const terminal = await openTerminal(store, options, screenReader, (error) => {
    ended.resolve(error === undefined ? { code: 1 } : { code: 1, error })
  })
  away = terminal.away
  const tick = (): void => store.send({ _tag: "Tick", now: Date.now() })
  tick()
  const events = (options.events ?? Stream.empty).pipe(
    Stream.runForEach((event) => Effect.sync(() => store.send({ _tag: "Told", event })))
  )
  const listening = runtime.runFork(events)
  const timer = setInterval(tick, screenReader ? spokenTickMillis : tickMillis)

  const { code, error } = await ended.promise
  clearInterval(timer)
  await runtime.runPromise(Fiber.interrupt(listening))
  await terminal.close()
  job.close()
  for (const x of signals) process.off(x, stop)
  process.off("uncaughtException", fail)
  process.off("unhandledRejection", fail)
  if (error !== undefined)
    stderr.write(`camunda-backup: the terminal UI ended because of an internal error: ${inspect(error)}\n`)
  return code
}
