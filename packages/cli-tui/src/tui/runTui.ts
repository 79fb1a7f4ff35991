/** The command line of the terminal UI: `camunda-backup tui`, from its arguments to an exit code. */
import { Component, layerHttp, Variables } from "@camunda-backup/core"
import { ManagedRuntime, Option, Result } from "effect"
import { parseArgs } from "node:util"
import type { ExitCode } from "../cli/exitCode.ts"

import { version } from "../version.ts"
import { serverAddress, standard } from "./serverAddress.ts"
import { type ThemeName, themeNames } from "./theme/themes.ts"

type Environment = Readonly<Record<string, string | undefined>>

const flags = {
  server: { type: "string" },
  component: { type: "string", default: "both" },
  refresh: { type: "string", default: "2s" },
  timeout: { type: "string" },
  theme: { type: "string" },
  ascii: { type: "boolean", default: false },
  "screen-reader": { type: "boolean", default: false }
} as const

const usage = (reason: string): ExitCode => {
  process.stderr.write(
    `camunda-backup: ${reason}\nusage: camunda-backup tui [--server URL] [--component operate|tasklist|both] [--refresh 2s] [--theme ${themeNames.join("|")}] [--ascii] [--screen-reader]\n`
  )
  return 2
}

/** More often nobody can read it. */
const leastRefreshMillis = 500

const isTheme = (text: string): text is ThemeName => themeNames.some((x) => x === text)

const setting = (flag: string | undefined, variable: string | undefined): string =>
  (flag ?? variable ?? "").trim()

const parse = (args: ReadonlyArray<string>) =>
  Result.try({
    try: () => parseArgs({ args: [...args], options: flags }).values,
    catch: (error) => (error instanceof Error ? error.message : String(error))
  })

/** A delete is answered when the snapshots are gone, for which the server has ten minutes by default. */
const defaultTimeoutMillis = 11 * 60_000

export const runTui = async (
  args: ReadonlyArray<string>,
  environment: Environment,
  signal?: AbortSignal
): Promise<ExitCode> => {
  const parsed = parse(args)
  if (Result.isFailure(parsed)) return usage(parsed.failure)
  const values = parsed.success
  const components = Component.all.filter((x) => values.component === "both" || values.component === x)
  if (components.length === 0)
    return usage(`--component is operate, tasklist or both, not ${values.component}.`)
  const wanted = setting(values.server, environment["CAMUNDA_BACKUP_SERVER"]) || standard
  const found = serverAddress(wanted, components)
  if (Result.isFailure(found)) return usage(found.failure)
  const { baseUrls, server, shown } = found.success
  const refreshMillis = Option.getOrUndefined(Variables.duration(values.refresh))
  if (refreshMillis === undefined)
    return usage(`--refresh is ${Variables.durationHint}, not ${values.refresh}.`)
  const timeout = setting(values.timeout, environment["CAMUNDA_BACKUP_REQUEST_TIMEOUT"])
  const timeoutMillis =
    timeout === "" ? defaultTimeoutMillis : Option.getOrUndefined(Variables.duration(timeout))
  if (timeoutMillis === undefined) return usage(`--timeout is ${Variables.durationHint}, not ${timeout}.`)
  const theme = setting(values.theme, environment["CAMUNDA_BACKUP_THEME"]) || "dark"
  if (!isTheme(theme)) return usage(`--theme is ${themeNames.join(", ")}, not ${theme}.`)

  const runtime = ManagedRuntime.make(
    layerHttp({
      baseUrls,
      ...(server === undefined ? {} : { server }),
      requestTimeoutMillis: timeoutMillis,
      userAgent: `camunda-backup/${version}`
    })
  )
  const { startTui } = await import("./startTui.tsx")
  const code = await startTui({
    runtime,
    environment,
    components,
    server: shown,
    serverFlag: shown === standard ? "" : ` --server ${shown}`,
    refreshMillis: Math.max(leastRefreshMillis, refreshMillis),
    theme,
    ascii: values.ascii,
    screenReader: values["screen-reader"],
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    ...(signal === undefined ? {} : { signal })
  })
  await runtime.dispose()
  return code
}
