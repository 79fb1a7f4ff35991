import { layerJournalElasticsearch } from "@camunda-backup/core"
import { Duration, ManagedRuntime } from "effect"
import { afterAll, describe } from "vitest"
import { journalContract } from "../../src/contracts/journalContract.ts"
import { journalSettings } from "../../src/contracts/journalSettings.ts"
import { leaseContract } from "../../src/contracts/leaseContract.ts"
import { elasticsearchForTests } from "../../src/index.ts"

const versions = ["8.19.21", "9.5.3"] as const
const servers = await Promise.all(versions.map((version) => elasticsearchForTests(version)))
afterAll(() => Promise.all(servers.map((server) => server.stop())))

describe.each(servers.map((server) => [server.version, server.url] as const))(
  "Elasticsearch %s",
  (_, url) => {
    const layer = () => layerJournalElasticsearch({ urls: [url] }, journalSettings)
    journalContract("a real server", () => Promise.resolve(ManagedRuntime.make(layer())))
    leaseContract("a real server", layer, Duration.toMillis(journalSettings.leaseTtl))
  }
)
