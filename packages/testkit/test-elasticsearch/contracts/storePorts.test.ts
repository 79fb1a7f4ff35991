import { afterAll, describe } from "vitest"
import { elasticsearchWorld } from "../../src/contracts/elasticsearchWorld.ts"
import { indexCatalogContract } from "../../src/contracts/indexCatalogContract.ts"
import { snapshotStoreContract } from "../../src/contracts/snapshotStoreContract.ts"
import { elasticsearchForTests } from "../../src/index.ts"

describe.each(["8.19.21", "9.5.3"])("Elasticsearch %s", (version) => {
  let server: ReturnType<typeof elasticsearchForTests> | undefined
  afterAll(async () => (await server)?.stop())

  const realWorld = async () => {
    const { url, repositoryPath } = await (server ??= elasticsearchForTests(version))
    return elasticsearchWorld(url, `${repositoryPath}/`, () => Promise.resolve())
  }

  snapshotStoreContract("a real server", realWorld)
  indexCatalogContract("a real server", realWorld)
})
