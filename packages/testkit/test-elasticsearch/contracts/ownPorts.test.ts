import { layerJournalElasticsearch } from "@camunda-backup/core"
import { Duration, ManagedRuntime } from "effect"
import { afterAll, beforeAll, describe } from "vitest"
import { journalContract } from "../../src/contracts/journalContract.ts"
import { journalSettings } from "../../src/contracts/journalSettings.ts"
import { leaseContract } from "../../src/contracts/leaseContract.ts"
import { elasticsearchForTests } from "../../src/index.ts"

describe.each(["8.19.21", "9.5.3"])("Elasticsearch %s", (version) => {
  let server: Awaited<ReturnType<typeof elasticsearchForTests>>
  beforeAll(async () => {
    server = await elasticsearchForTests(version)
  })
  afterAll(() => server.stop())

  const layer = () => layerJournalElasticsearch({ urls: [server.url] }, journalSettings)
  journalContract("a real server", () => Promise.resolve(ManagedRuntime.make(layer())))
  leaseContract("a real server", layer, Duration.toMillis(journalSettings.leaseTtl))
})
