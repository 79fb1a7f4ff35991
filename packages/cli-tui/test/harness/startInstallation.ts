/** A small Camunda in an emulated Elasticsearch, and the built server over it. Snapshots can be held by the test, so nothing depends on speed. */
import { type Emulator, type EmulatorOptions, startEmulator } from "@camunda-backup/testkit/emulator"
import { describeInstallation } from "@camunda-backup/testkit/installation"
import { onTestFinished } from "vitest"
import { type Around, type Ran, runCli } from "../runCli.ts"
import { startBuiltServer } from "./builtServer.ts"

export interface Installation {
  readonly emulator: Emulator
  readonly url: string
  /** For `--direct`. */
  readonly environment: Readonly<Record<string, string>>
  /** A command against the server. */
  readonly cli: (words: string, around?: Around) => Promise<Ran>
  /** A finished backup. */
  readonly backup: (id: number) => Promise<void>
}

/** The emulated Elasticsearch alone, for `--direct`. Ends with the test. */
export const startElasticsearch = async (
  options: EmulatorOptions = {}
): Promise<Pick<Installation, "emulator" | "environment">> => {
  const emulator = await startEmulator(options)
  onTestFinished(emulator.close)
  emulator.repositories.put("camunda")
  for (const { name, aliases, documents, mappings, settings } of describeInstallation({}).indices)
    emulator.indices.create(name, { aliases, documents: [...documents], mappings, settings })
  const environment = {
    CAMUNDA_BACKUP_ELASTICSEARCH_URL: emulator.url,
    CAMUNDA_BACKUP_REPOSITORY: "camunda",
    CAMUNDA_BACKUP_CAMUNDA_VERSION: "8.7.2"
  }
  return { emulator, environment }
}

/** Ends with the test. `more`: of the environment of the server. */
export const startInstallation = async (
  more: Readonly<Record<string, string>> = {},
  options: EmulatorOptions = {}
): Promise<Installation> => {
  const { emulator, environment } = await startElasticsearch(options)
  const server = await startBuiltServer([], {
    ...environment,
    CAMUNDA_BACKUP_READ_MAX_AGE: "1ms",
    CAMUNDA_BACKUP_WATCH_WRITES: "50ms",
    ...more
  })
  onTestFinished(async () => void (await server.end()))
  const cli: Installation["cli"] = (words, around = {}) => runCli(`${words} --server ${server.url}`, around)
  const backup = async (id: number): Promise<void> => {
    const { code, err } = await cli(`create ${id} --wait --refresh 20ms`)
    if (code !== 0) throw new Error(`no backup ${id}: ${err}`)
  }
  return { emulator, url: server.url, environment, cli, backup }
}
