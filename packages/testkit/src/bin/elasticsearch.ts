#!/usr/bin/env node
import { parseArgs } from "node:util"
import { buildInstallation } from "../installation/buildInstallation.ts"
import { startElasticsearch } from "../launcher/startElasticsearch.ts"
import { defaultServerVersion, minimumJava } from "../launcher/serverVersion.ts"

const usage = `Starts a real Elasticsearch for development; needs a JDK, and Maven the first time.

  npm run elasticsearch -- [version] [options]

  version               ${defaultServerVersion} (default), 9.5.3, …
  --port <number>       default: a free port
  --heap <size>         default: 1g
  --camunda             puts the indices of a small Camunda 8.7.2 into an empty one, so that there is something to back up
  --directory <path>    keeps its data there; default: a temporary folder that is removed at the end
  --log                 print the server's log
  --help
`

/** Exit codes: 0 it ran until it was asked to stop, 1 it could not be started or ended by itself, 2 the command line is wrong. */
const badCommandLine = (message: string): never => {
  process.stderr.write(`${message}\n\n${usage}`)
  process.exit(2)
}

const parse = (args: ReadonlyArray<string>) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      port: { type: "string" },
      heap: { type: "string" },
      camunda: { type: "boolean", default: false },
      directory: { type: "string" },
      log: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false }
    }
  })
  if (positionals.length > 1) throw new Error(`One version is expected, not ${positionals.join(" ")}.`)
  const version = positionals[0] ?? defaultServerVersion
  minimumJava(version)
  const { port, heap } = values
  if (port !== undefined && (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535)) {
    throw new Error(`--port is a number from 1 to 65535, not "${port}".`)
  }
  if (heap !== undefined && !/^\d+[kmg]$/i.test(heap)) {
    throw new Error(`--heap is a size such as 512m or 2g, not "${heap}".`)
  }
  return { ...values, version }
}

const parsed = (() => {
  try {
    return parse(process.argv.slice(2))
  } catch (error) {
    return badCommandLine(error instanceof Error ? error.message : String(error))
  }
})()

const greeting = (url: string, version: string, repositoryPath: string, kept: string | undefined): string => {
  const body = JSON.stringify({ type: "fs", settings: { location: `${repositoryPath}/camunda` } })
  return [
    `Elasticsearch ${version} is ready at ${url}`,
    "",
    "Register a file system repository:",
    `  curl -X PUT '${url}/_snapshot/camunda' -H 'Content-Type: application/json' -d '${body.replaceAll("'", String.raw`'\''`)}'`,
    "",
    kept === undefined
      ? "Ctrl-C stops it and removes its data."
      : `Ctrl-C stops it; its data stays in ${kept}.`,
    ""
  ].join("\n")
}

const run = async (): Promise<number> => {
  const { camunda, version, port, heap, directory, log } = parsed
  const asked = Promise.withResolvers<"asked">()
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => asked.resolve("asked"))
  process.stderr.write(`Starting Elasticsearch ${version} (the first start of a version fetches it) …\n`)
  const starting = startElasticsearch({
    version,
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(heap === undefined ? {} : { heap }),
    ...(directory === undefined ? {} : { directory }),
    ...(log ? { onLog: (line: string) => process.stderr.write(`${line}\n`) } : {})
  })
  // Asked to stop while it starts: leave at once; the exit handler and the end of its standard input stop the server.
  const server = await Promise.race([starting, asked.promise])
  if (server === "asked") return 0
  if (camunda) await buildInstallation(server.url)
  process.stdout.write(greeting(server.url, server.version, server.repositoryPath, directory))
  const ended = await Promise.race([asked.promise, server.exited])
  await server.stop()
  if (ended === "asked") return 0
  process.stderr.write(
    `Elasticsearch ended by itself (${ended.signal ?? `exit code ${ended.code}`}); --log shows why.\n`
  )
  return 1
}

if (parsed.help) process.stdout.write(usage)
else {
  process.exitCode = await run().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  })
  process.exit()
}
