import { afterAll, describe } from "vitest"
import { elasticsearchWorld } from "../../src/contracts/elasticsearchWorld.ts"
import { twinContract } from "../../src/contracts/twin/twinContract.ts"
import { elasticsearchForTests } from "../../src/index.ts"

describe.each(["8.19.21", "9.5.3"])("Elasticsearch %s", (version) => {
  let server: ReturnType<typeof elasticsearchForTests> | undefined
  afterAll(async () => (await server)?.stop())

  twinContract(
    "a real server",
    async () => {
      const { url, repositoryPath } = await (server ??= elasticsearchForTests(version))
      const world = elasticsearchWorld(url, `${repositoryPath}/`, () => Promise.resolve())
      return { ...world, url, repository: await world.newRepository() }
    },
    { cases: 200, seed: `twin-${version}`, streams: true }
  )
})
