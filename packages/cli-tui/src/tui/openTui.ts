/** From an invocation to the terminal UI over the services it names. */
import {
  type BackupClient,
  type Check,
  type InstallationFacts,
  type RestoreClient,
  type SchedulesClient,
  type Sending,
  ServerEvents
} from "@camunda-backup/core"
import { Duration, Layer, Logger, ManagedRuntime } from "effect"
import type { ExitCode } from "../cli/errors/exitCode.ts"
import type { Invocation } from "../cli/parse/Invocation.ts"
import { version } from "../version.ts"
import type { Requests } from "./shell/sent.ts"
import { startTui, type TuiOptions } from "./startTui.ts"

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

/** How its other requests are sent: with the same token and certificates. */
type EventSending = Pick<Sending, "fetch" | "onAnswer" | "onRequest" | "token">

/** Only our own server tells what happens, and gives the list by pages. */
const eventsOf = ({ components, target, timeoutMillis }: Invocation, sending: EventSending) =>
  target._tag === "Server"
    ? ServerEvents.listen(
        {
          url: target.url,
          requestTimeout: Duration.millis(timeoutMillis),
          userAgent: `camunda-backup/${version}`,
          ...sending
        },
        components
      )
    : null

/** Without user name and password: what is copied is pasted anywhere. */
const curlOf = ({ target }: Invocation): TuiOptions["curl"] => {
  if (target._tag === "Direct") return null
  const { _tag, url } = target
  const address = URL.parse(url)
  const base = address === null ? url : `${address.origin}${address.pathname}`.replace(/\/$/, "")
  return (component, id) =>
    _tag === "Camunda" ? `${base}/${id}` : `${base}/api/v1/backups/${component}/${id}`
}

export const openTui = async (
  invocation: Invocation,
  services: Layer.Layer<BackupClient | Check | InstallationFacts | RestoreClient | SchedulesClient>,
  environment: Readonly<Record<string, string | undefined>>,
  user: string,
  requests: Requests,
  sending: EventSending
): Promise<ExitCode> => {
  const { ascii, components, objectiveMillis, readOnly, refreshMillis, screenReader, theme } = invocation
  // A log line would appear in the middle of the screen.
  const runtime = ManagedRuntime.make(Layer.provideMerge(services, Logger.layer([])))
  const code = await startTui({
    ...askedOf(invocation),
    runtime,
    environment,
    components,
    objectiveMillis,
    curl: curlOf(invocation),
    paged: invocation.target._tag === "Server",
    events: eventsOf(invocation, sending),
    requests: invocation.target._tag === "Direct" ? null : requests,
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
