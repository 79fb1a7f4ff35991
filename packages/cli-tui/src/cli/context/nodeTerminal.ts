/** The terminal of this process. */
import { Effect } from "effect"
import { createInterface } from "node:readline"
import type { Invocation } from "../parse/Invocation.ts"
import { columnsOf } from "./columnsOf.ts"
import type { Terminal } from "./Terminal.ts"

const cursorUp = (lines: number): string => (lines > 0 ? `\u001B[${lines}A` : "")
const clearLine = "\u001B[2K"

const write = (text: string): Effect.Effect<void> => Effect.sync(() => void process.stderr.write(text))

/** The terminal stays in line mode, so that Ctrl-C is still a signal to the process. Ctrl-D is an empty answer. */
const ask = (question: string): Effect.Effect<string> =>
  Effect.callback((resume) => {
    process.stderr.write(question)
    const lines = createInterface({ input: process.stdin, terminal: false })
    lines.once("line", (answer) => {
      resume(Effect.succeed(answer))
      lines.close()
    })
    lines.once("close", () => resume(Effect.succeed("")))
    return Effect.sync(() => lines.close())
  })

export const nodeTerminal = ({ input }: Invocation): Terminal => {
  let drawn = 0
  const isTerminal = process.stderr.isTTY && process.env["TERM"] !== "dumb"
  return {
    interactive: input && process.stdin.isTTY && process.stderr.isTTY,
    get columns() {
      return isTerminal ? columnsOf(process.stderr, process.env["COLUMNS"]) : null
    },
    note: (line) => write(`${line}\n`),
    redraw: (lines, done) =>
      Effect.suspend(() => {
        const text = `${cursorUp(drawn)}${lines.map((line) => `${clearLine}${line}\n`).join("")}`
        drawn = done ? 0 : lines.length
        return write(text)
      }),
    data: (text) => Effect.sync(() => void process.stdout.write(text)),
    ask
  }
}
