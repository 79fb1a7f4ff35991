/**
 * Embedded mode: the emulator in this process, with the indices of a small Camunda 8.7 and a repository. Loaded only when asked for; nothing in
 * it is a real backup.
 */
import type { Connection } from "@camunda-backup/core"
import { startEmulator } from "@camunda-backup/testkit/emulator"
import { describeInstallation } from "@camunda-backup/testkit/installation"
import { Option } from "effect"
import type { ServerEnvironment } from "../config/serverEnvironment.ts"

export interface Embedded {
  readonly connection: Connection
  /** The given one, with the repository that is registered in the emulator. */
  readonly environment: ServerEnvironment
  readonly close: () => Promise<void>
}

const defaultRepository = "camunda-backup"

/** Long enough to be seen at work, short enough not to wait for. */
const partMillis = 300

export const startEmbedded = async (environment: ServerEnvironment): Promise<Embedded> => {
  const { settings } = environment
  const repository = Option.getOrElse(settings.repository, () => defaultRepository)
  const emulator = await startEmulator({ snapshotDuration: partMillis })
  emulator.repositories.put(repository)
  const installation = describeInstallation({ prefixes: settings.indexPrefixes })
  for (const { name, aliases, documents, mappings, settings } of installation.indices)
    emulator.indices.create(name, { aliases, documents: [...documents], mappings, settings })
  return {
    connection: { urls: [emulator.url] },
    environment: { ...environment, settings: { ...settings, repository: Option.some(repository) } },
    close: emulator.close
  }
}
