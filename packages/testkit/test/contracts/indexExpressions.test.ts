import { elasticsearchWorld } from "../../src/contracts/elasticsearchWorld.ts"
import { twinContract } from "../../src/contracts/twin/twinContract.ts"
import { startEmulator } from "../../src/index.ts"

twinContract(
  "the emulator",
  async () => {
    const emulator = await startEmulator()
    const world = elasticsearchWorld(emulator.url, "", emulator.close)
    return { ...world, url: emulator.url, repository: await world.newRepository() }
  },
  { cases: 1000, seed: "twin", streams: false }
)
