#!/usr/bin/env node
import { parseArgs } from "node:util"
import { startEmulator } from "../emulator/Emulator.ts"
import type { Personality } from "../emulator/Personality.ts"
import { startFaultProxy } from "../proxy/startFaultProxy.ts"

const usage = `Runs an Elasticsearch emulator: in memory, one node, nothing in it is a real backup.

  npm run emulator -- [options]

  --port <number>             default: a free port
  --host <address>            default: 127.0.0.1
  --personality <release>     8.19 (default), 9.2 or 9.5: whose answers it gives
  --fault-api                 faults, the log of requests, the clock and snapshots over HTTP, under /_emulator
  --snapshot-duration <ms>    how long a snapshot takes at least; default: 0
  --restore-duration <ms>     how long a restore takes at least; default: 0
  --target <url>              no emulator: a proxy before this Elasticsearch, for faults in front of a real one
  --help
`

const personalities: readonly Personality[] = ["8.19", "9.2", "9.5"]

/** Exit codes: 0 it ran until it was asked to stop, 1 it could not be started, 2 the command line is wrong. */
const badCommandLine = (message: string): never => {
  process.stderr.write(`${message}\n\n${usage}`)
  process.exit(2)
}

const wholeNumber = (option: string, text: string, most: number): number => {
  if (/^\d{1,9}$/.test(text) && Number(text) <= most) return Number(text)
  throw new Error(`${option} is a whole number from 0 to ${most}, not "${text}".`)
}

const parse = (args: ReadonlyArray<string>) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: "string", default: "0" },
      host: { type: "string", default: "127.0.0.1" },
      personality: { type: "string" },
      "fault-api": { type: "boolean", default: false },
      "snapshot-duration": { type: "string" },
      "restore-duration": { type: "string" },
      target: { type: "string" },
      help: { type: "boolean", short: "h", default: false }
    }
  })
  const { host, help, target, personality: wanted = "8.19" } = values
  const { "snapshot-duration": snapshots, "restore-duration": restores } = values
  const personality = personalities.find((one) => one === wanted)
  if (personality === undefined)
    throw new Error(`--personality is ${personalities.join(", ")}, not "${wanted}".`)
  if (target !== undefined && (values.personality ?? snapshots ?? restores) !== undefined)
    throw new Error("--target is a real Elasticsearch: it has its own release and its own time.")
  if (target !== undefined && !/^https?:$/.test(URL.parse(target)?.protocol ?? ""))
    throw new Error(`--target is an address such as http://127.0.0.1:9200, not "${target}".`)
  return {
    help,
    host,
    target,
    personality,
    port: wholeNumber("--port", values.port, 65_535),
    faultApi: values["fault-api"],
    snapshotDuration: wholeNumber("--snapshot-duration", snapshots ?? "0", 999_999_999),
    restoreDuration: wholeNumber("--restore-duration", restores ?? "0", 999_999_999)
  }
}

const parsed = (() => {
  try {
    return parse(process.argv.slice(2))
  } catch (error) {
    return badCommandLine(error instanceof Error ? error.message : String(error))
  }
})()

const start = async () => {
  const { target, personality } = parsed
  if (target === undefined)
    return { ...(await startEmulator(parsed)), what: `Elasticsearch emulator (${personality})` }
  return { ...(await startFaultProxy({ ...parsed, target })), what: `Fault proxy before ${target}` }
}

const run = async (): Promise<void> => {
  const asked = Promise.withResolvers<void>()
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => asked.resolve())
  const running = await start()
  process.stdout.write(`${running.what} is ready at ${running.url}\n`)
  // Keeps it running while its port is closed by order.
  const alive = setInterval(() => {}, 60_000)
  await asked.promise
  clearInterval(alive)
  await running.close()
}

const whyNot = (error: unknown): string => {
  const { host, port } = parsed
  const code = error instanceof Error && "code" in error ? error.code : undefined
  if (code === "EADDRINUSE")
    return `Port ${port} of ${host} is in use (EADDRINUSE). Another --port, or none for a free one.`
  if (code === "EACCES") return `Port ${port} is not for everybody (EACCES). Another --port, from 1024 on.`
  if (code === "ENOTFOUND" || code === "EADDRNOTAVAIL")
    return `--host "${host}" is no address of this machine (${code}).`
  return error instanceof Error ? error.message : String(error)
}

if (parsed.help) process.stdout.write(usage)
else
  try {
    await run()
  } catch (error) {
    process.stderr.write(`${whyNot(error)}\n`)
    process.exitCode = 1
  }
