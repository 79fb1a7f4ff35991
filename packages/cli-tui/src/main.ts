#!/usr/bin/env node
/** The process around one run: its arguments, streams and signals. Everything but the version is loaded on demand. */
import { version } from "./version.ts"

const interrupt = new AbortController()

process.stderr.on("error", () => {})
process.stdout.on("error", (error: Error) => {
  // A reader that has seen enough (`camunda-backup list | head -1`) is no error, and ends also what would go on writing for long.
  if ("code" in error && error.code === "EPIPE") interrupt.abort("EPIPE")
  else process.exitCode = 1
})

const args = process.argv.slice(2)
if (args.length === 1 && (args[0] === "--version" || args[0] === "version")) {
  process.stdout.write(`${version}\n`)
} else if (args[0] === "completion" && args[1] === "words") {
  const { answer } = await import("./cli/completion/answer.ts")
  process.stdout.write(await answer(args.slice(args[2] === "--" ? 3 : 2), process.env), () => process.exit(0))
} else {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interrupt.abort(signal))
  const { run } = await import("./cli/run.ts")
  const { columnsOf } = await import("./cli/context/columnsOf.ts")
  const { nodeTerminal } = await import("./cli/context/nodeTerminal.ts")
  const { readSecret } = await import("./cli/context/readSecret.ts")
  const { userName } = await import("./cli/context/userName.ts")
  const alone = args.length === 0 && process.stdin.isTTY && process.stdout.isTTY
  process.exitCode = await run({
    args: alone ? ["tui"] : args,
    environment: process.env,
    user: userName(),
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    columns: columnsOf(process.stdout, process.env["COLUMNS"]),
    terminal: nodeTerminal,
    readFile: readSecret,
    openTui: async (...run) => {
      const { openTui } = await import("./tui/openTui.ts")
      // Standard input stays open after raw mode.
      return process.exit(await openTui(...run))
    },
    signal: interrupt.signal
  })
}
