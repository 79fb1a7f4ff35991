/** The terminal of this process. */
import { Effect } from "effect"
import { createInterface } from "node:readline"
import type { Invocation } from "./Invocation.ts"
import type { Terminal } from "./Terminal.ts"

const cursorUp = (lines: number): string => (lines > 0 ? `\u001B[${lines}A` : "")
const clearLine = "\u001B[2K"

const write = (text: string): Effect.Effect<void> => Effect.sync(() => void process.stderr.write(text))

export const nodeTerminal = ({ color, input }: Invocation): Terminal => {
  let drawn = 0
  const isTerminal = process.stderr.isTTY && process.env["TERM"] !== "dumb"
  return {
    interactive: input && process.stdin.isTTY && process.stderr.isTTY,
    columns: isTerminal ? process.stderr.columns : null,
    color: color && isTerminal,
    note: (line) => write(`${line}\n`),
    redraw: (lines, done) =>
      Effect.suspend(() => {
        const text = `${cursorUp(drawn)}${lines.map((line) => `${clearLine}${line}\n`).join("")}`
        drawn = done ? 0 : lines.length
        return write(text)
      }),
    data: (text) => Effect.sync(() => void process.stdout.write(text)),
    ask: (question) =>
      Effect.callback((resume) => {
        const lines = createInterface({ input: process.stdin, output: process.stderr })
        lines.question(question, (answer) => {
          lines.close()
          resume(Effect.succeed(answer))
        })
        lines.once("close", () => resume(Effect.succeed("")))
        return Effect.sync(() => lines.close())
      })
  }
}
