import { Addresses } from "@camunda-backup/core"
import { Effect, Option } from "effect"
import type { Runtime } from "../http/answer.ts"
import { version } from "../version.ts"
import type { Backend } from "./backend.ts"
import { embeddedBanner } from "./embeddedBanner.ts"
import type { Ports } from "./openPorts.ts"

/** Says that it listens, where, and to which Elasticsearch it speaks; before that what was ignored of its settings. */
export const announce = (
  runtime: Runtime,
  { connection, embedded, environment }: Backend,
  { management, server }: Ports
): void => {
  for (const note of environment.notes) runtime.runFork(Effect.logWarning(note))
  const repository = Option.getOrElse(environment.settings.repository, () => "")
  if (embedded) process.stdout.write(embeddedBanner(server.url, repository))
  runtime.runFork(
    Effect.logInfo("listening", {
      url: server.url,
      ...(management === null ? {} : { management: management.url }),
      version,
      camundaVersion: environment.settings.camundaVersion,
      repository: repository === "" ? "not configured" : repository,
      elasticsearch: embedded ? "embedded emulator" : connection.urls.map(Addresses.shown).join(","),
      component: environment.component
    })
  )
}
