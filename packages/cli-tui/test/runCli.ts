import { Effect } from "effect"
import { run } from "../src/cli/run.ts"
import { holdAgainstSchemas } from "./harness/holdAgainstSchemas.ts"
import { readSecret } from "../src/cli/context/readSecret.ts"
import type { Terminal } from "../src/cli/context/Terminal.ts"

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
  /** What was drawn over and over at the terminal, each time all of it. */
  readonly drawn: ReadonlyArray<ReadonlyArray<string>>
}

export interface Around {
  readonly environment?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
  /** Somebody sits there and answers so; absent: nobody. */
  readonly answers?: ReadonlyArray<string>
  /** As wide as that is the terminal; absent: standard error is none. */
  readonly columns?: number
  /** The same of standard output. */
  readonly stdoutColumns?: number
}

/** A run in this process. `words`: the command line, split at blanks. */
export const runCli = async (words: string, around: Around = {}): Promise<Ran> => {
  const { answers, columns = null, environment = {}, signal } = around
  let out = ""
  let err = ""
  const drawn: Array<ReadonlyArray<string>> = []
  const left = [...(answers ?? [])]
  const terminal: Terminal = {
    interactive: answers !== undefined,
    columns,
    note: (line) => Effect.sync(() => void (err += `${line}\n`)),
    redraw: (lines) => Effect.sync(() => void drawn.push(lines)),
    data: (text) => Effect.sync(() => void (out += text)),
    ask: (question) =>
      Effect.sync(() => {
        err += question
        return left.shift() ?? ""
      })
  }
  const code = await run({
    args: words.split(" ").filter((x) => x !== ""),
    environment,
    user: "jane",
    stdout: (text) => (out += text),
    stderr: (text) => (err += text),
    columns: around.stdoutColumns ?? null,
    terminal: ({ input }) => ({ ...terminal, interactive: terminal.interactive && input }),
    readFile: readSecret,
    openTui: () => Promise.reject(new Error("no test of this kind opens the terminal UI")),
    ...(signal === undefined ? {} : { signal })
  })
  holdAgainstSchemas(words, out, err)
  return { code, out, err, drawn }
}
