import { afterAll, describe } from "vitest"
import { backupApiContract } from "../../src/contracts/backupApiContract.ts"
import { elasticsearchBackupApiWorld } from "../../src/contracts/elasticsearchBackupApiWorld.ts"
import { elasticsearchWorld } from "../../src/contracts/elasticsearchWorld.ts"
import { indexCatalogContract } from "../../src/contracts/indexCatalogContract.ts"
import { snapshotStoreContract } from "../../src/contracts/snapshotStoreContract.ts"
import { elasticsearchForTests } from "../../src/index.ts"

describe.each(["8.19.21", "9.5.3"])("Elasticsearch %s", (version) => {
  let server: ReturnType<typeof elasticsearchForTests> | undefined
  afterAll(async () => (await server)?.stop())

  const real = async () => {
    const { url, repositoryPath } = await (server ??= elasticsearchForTests(version))
    return { url, location: `${repositoryPath}/`, close: () => Promise.resolve() }
  }
  const realWorld = async () => {
    const { url, location, close } = await real()
    return elasticsearchWorld(url, location, close)
  }

  snapshotStoreContract("a real server", realWorld)
  indexCatalogContract("a real server", realWorld)
  backupApiContract("direct, over a real server", async () => elasticsearchBackupApiWorld(await real()))
})
