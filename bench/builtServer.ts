/** The built server as a process of its own, as an operator runs it. */
import { type BuiltServer, startBuiltServer as start } from "@camunda-backup/testkit/processes"
import { fileURLToPath } from "node:url"

export type { BuiltServer }

const entry = fileURLToPath(new URL("../packages/server/dist/main.js", import.meta.url))

/** Reads are not shared: what is measured is a read, and not the memory of one. */
export const startBuiltServer = (environment: Readonly<Record<string, string>>): Promise<BuiltServer> =>
  start({
    entry,
    environment: {
      CAMUNDA_BACKUP_READ_MAX_AGE: "1ms",
      CAMUNDA_BACKUP_REQUESTS_PER_MINUTE: "0",
      ...environment
    }
  })
