/** From an invocation to the terminal UI over the services it names. */
import type { BackupClient, Check, InstallationFacts, RestoreClient } from "@camunda-backup/core"
import { Layer, Logger, ManagedRuntime } from "effect"
import type { ExitCode } from "../cli/errors/exitCode.ts"
import type { Invocation } from "../cli/parse/Invocation.ts"
import { startTui } from "./startTui.tsx"

/** The shortest interval: faster refreshes cannot be read. */
const leastRefreshMillis = 500

/** Where requests go, as it is shown, and the flag that the equivalent command line needs for it. */
const askedOf = ({ context, sources, target }: Invocation) => {
  if (target._tag === "Direct") return { server: "Elasticsearch itself", serverFlag: " --direct" }
  const { url } = target
  if (context !== null && sources.get("server") === `context ${context}`)
    return { server: `${context}: ${url}`, serverFlag: ` --context ${context}` }
  return { server: url, serverFlag: sources.has("server") ? ` --server ${url}` : "" }
}

export const openTui = async (
  invocation: Invocation,
  services: Layer.Layer<BackupClient | Check | InstallationFacts | RestoreClient>,
  environment: Readonly<Record<string, string | undefined>>,
  user: string
): Promise<ExitCode> => {
  const { ascii, components, readOnly, refreshMillis, screenReader, theme } = invocation
  // A log line would appear in the middle of the screen.
  const runtime = ManagedRuntime.make(Layer.provideMerge(services, Logger.layer([])))
  const code = await startTui({
    ...askedOf(invocation),
    runtime,
    environment,
    components,
    refreshMillis: Math.max(leastRefreshMillis, refreshMillis),
    theme,
    ascii,
    screenReader,
    readOnly,
    askedBy: `${invocation.as === "" ? user : invocation.as}, terminal UI`,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr
  })
  await runtime.dispose()
  return code
}
