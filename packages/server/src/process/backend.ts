/** Where Elasticsearch is: at the address of the settings, or in this process. */
import type { Connection } from "@camunda-backup/core"
import { Option } from "effect"
import type { ServerEnvironment } from "../config/serverEnvironment.ts"
import { fail } from "./fail.ts"

export interface Backend {
  readonly connection: Connection
  readonly environment: ServerEnvironment
  readonly close: () => Promise<void>
  readonly embedded: boolean
}

export const backendOf = async (environment: ServerEnvironment, allowEmbedded: boolean): Promise<Backend> => {
  if (Option.isSome(environment.connection)) {
    return { connection: environment.connection.value, environment, close: async () => {}, embedded: false }
  }
  if (!allowEmbedded) {
    return fail([
      "CAMUNDA_BACKUP_ELASTICSEARCH_URL is not set. Set it to the Elasticsearch of Operate and Tasklist, e.g. http://127.0.0.1:9200, or pass --embedded to try it without one."
    ])
  }
  const { startEmbedded } = await import("./embedded.ts")
  const embedded = await startEmbedded(environment)
  return { ...embedded, embedded: true }
}
