/** A real Elasticsearch with a small Camunda 8.7 in it, one for all suites of a test file. */
import { buildInstallation, elasticsearchForTests, registerRepository } from "@camunda-backup/testkit"
import { randomUUID } from "node:crypto"
import { afterAll } from "vitest"
import type { Backend } from "./Backend.ts"

type Server = Awaited<ReturnType<typeof elasticsearchForTests>>

export interface RealBackend extends Backend {
  readonly server: Server
}

/** The versions of the real lane; `ELASTICSEARCH_VERSIONS` (commas) selects others. */
export const versions = (process.env["ELASTICSEARCH_VERSIONS"] ?? "8.19.21,9.5.3").split(",")

/** Starts the server at the first call; ends it after the last test of the file. */
export const realBackend = (version: string): (() => Promise<RealBackend>) => {
  let started: Promise<RealBackend> | undefined
  afterAll(async () => {
    const backend = await started
    await backend?.server.stop()
  })
  return () => (started ??= start(version))
}

const start = async (version: string): Promise<RealBackend> => {
  const server = await elasticsearchForTests(version)
  await buildInstallation(server.url, { documentsPerIndex: 2 })
  return {
    name: `Elasticsearch ${server.version}`,
    url: server.url,
    server,
    newRepository: async (settings = {}) => {
      const name = `r-${randomUUID()}`
      await registerRepository(server.url, name, {
        type: "fs",
        settings: { location: `${server.repositoryPath}/${name}`, ...settings }
      })
      return name
    },
    close: () => Promise.resolve()
  }
}
