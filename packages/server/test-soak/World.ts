/** Two replicas of the built server before one emulated Elasticsearch: one stays, the other is killed and told to stop by turns. */
import { type BuiltServer, startBuiltServer } from "@camunda-backup/testkit/processes"
import { fileURLToPath } from "node:url"
import { type EmulatorBackend, emulatorBackend } from "../test/harness/emulatorBackend.ts"

const entry = fileURLToPath(new URL("../dist/main.js", import.meta.url))

export interface World {
  readonly backend: EmulatorBackend
  /** The replica that is never stopped: what grows in it, grows. */
  readonly steady: BuiltServer
  /** The other one; `null` while it is down. */
  readonly shaky: () => BuiltServer | null
  /** One of those that are up. */
  readonly any: () => string
  readonly strike: (signal: "SIGKILL" | "SIGTERM") => Promise<void>
  readonly close: () => Promise<void>
}

export const repository = "r"

export const startWorld = async (random: () => number): Promise<World> => {
  const backend = await emulatorBackend()
  backend.emulator.repositories.put(repository)
  const start = (replica: string): Promise<BuiltServer> =>
    startBuiltServer({
      entry,
      environment: {
        CAMUNDA_BACKUP_ELASTICSEARCH_URL: backend.url,
        CAMUNDA_BACKUP_REPOSITORY: repository,
        CAMUNDA_BACKUP_REPLICA: replica,
        CAMUNDA_BACKUP_LEASE_TTL: "2s",
        CAMUNDA_BACKUP_REQUEST_TIMEOUT: "3s",
        CAMUNDA_BACKUP_MASTER_TIMEOUT: "1s",
        CAMUNDA_BACKUP_SCHEDULE: "* * * * *",
        CAMUNDA_BACKUP_RETENTION_KEEP_LAST: "12",
        CAMUNDA_BACKUP_RETENTION_KEEP_NOT_GOOD: "1m"
      }
    })
  const steady = await start("steady")
  let shaky: BuiltServer | null = await start("shaky")
  return {
    backend,
    steady,
    shaky: () => shaky,
    any: () => (shaky === null || random() < 0.5 ? steady.url : shaky.url),
    strike: async (signal) => {
      const struck = shaky
      shaky = null
      await struck?.end(signal)
      shaky = await start("shaky")
    },
    close: async () => {
      await Promise.all([steady.end(), shaky?.end()])
      await backend.close()
    }
  }
}
