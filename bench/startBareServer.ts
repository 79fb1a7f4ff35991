/** The least handler as a process of its own, as the server it is compared with. */
import { type WatchedProcess, watchProcess } from "@camunda-backup/testkit/processes"
import { fileURLToPath } from "node:url"

const entry = fileURLToPath(new URL("./bareServer.ts", import.meta.url))

export const startBareServer = (elasticsearch: string, repository: string): Promise<WatchedProcess> =>
  watchProcess({ entry, args: [elasticsearch, repository], environment: { NODE_ENV: "production" } })
