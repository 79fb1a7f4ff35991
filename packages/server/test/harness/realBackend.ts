/** A real Elasticsearch with a small Camunda 8.7 in it, one for all suites of a test file. */
import {
  buildInstallation,
  type InstallationOptions,
  registerRepository
} from "@camunda-backup/testkit/installation"
import { elasticsearchForTests } from "@camunda-backup/testkit/launcher"
import { randomUUID } from "node:crypto"
import { rm } from "node:fs/promises"
import { afterAll } from "vitest"
import type { Backend } from "./Backend.ts"

type Server = Awaited<ReturnType<typeof elasticsearchForTests>>

export interface RealBackend extends Backend {
  readonly server: Server
}

/** The versions of the real lane; `ELASTICSEARCH_VERSIONS` (commas) selects others. */
export const versions = (process.env["ELASTICSEARCH_VERSIONS"] ?? "8.19.21,9.5.3").split(",")

/** Starts the server at the first call; ends it after the last test of the file. */
export const realBackend = (
  version: string,
  installation: InstallationOptions = { documentsPerIndex: 2 }
): (() => Promise<RealBackend>) => {
  let started: Promise<RealBackend> | undefined
  afterAll(async () => {
    const backend = await started
    await backend?.server.stop()
  })
  return () => (started ??= start(version, installation))
}

const ours = (server: Server) => {
  if (server.process === undefined)
    throw new Error("This test crashes the server: unset ELASTICSEARCH_URL to run it on one of its own.")
  return server.process
}

const start = async (version: string, installation: InstallationOptions): Promise<RealBackend> => {
  const server = await elasticsearchForTests(version)
  await buildInstallation(server.url, installation)
  const register = (name: string, settings: Readonly<Record<string, string | boolean>>) =>
    registerRepository(server.url, name, {
      type: "fs",
      settings: { location: `${server.repositoryPath}/${name}`, ...settings }
    })
  return {
    name: `Elasticsearch ${server.version}`,
    url: server.url,
    server,
    newRepository: async (settings = {}) => {
      const name = `r-${randomUUID()}`
      await register(name, settings)
      return name
    },
    changeRepository: register,
    damage: async (repository, snapshot) => {
      const response = await fetch(`${server.url}/_snapshot/${repository}/${snapshot}?verbose=false`)
      const { snapshots } = (await response.json()) as { snapshots: ReadonlyArray<{ uuid: string }> }
      await rm(`${server.repositoryPath}/${repository}/snap-${snapshots[0]?.uuid}.dat`)
    },
    down: () => ours(server).kill(),
    up: () => ours(server).restart(),
    close: () => Promise.resolve()
  }
}
