#!/usr/bin/env node
/** The process around one run: its arguments, streams and signals. What is not needed for `--version` is loaded later. */
import { version } from "./version.ts"

/** A reader that has seen enough (`camunda-backup list | head -1`) is no error. */
const quietly = (error: Error): void => {
  if (!("code" in error && error.code === "EPIPE")) process.exitCode = 1
}

for (const stream of [process.stdout, process.stderr]) stream.on("error", quietly)

const args = process.argv.slice(2)
if (args[0] === "--version" && args.length === 1) {
  process.stdout.write(`${version}\n`)
} else {
  const interrupt = new AbortController()
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interrupt.abort(signal))
  const { run } = await import("./cli/run.ts")
  const { nodeTerminal } = await import("./cli/nodeTerminal.ts")
  process.exitCode = await run({
    args,
    environment: process.env,
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    terminal: nodeTerminal,
    signal: interrupt.signal
  })
}
