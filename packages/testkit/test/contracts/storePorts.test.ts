import { elasticsearchWorld } from "../../src/contracts/elasticsearchWorld.ts"
import { indexCatalogContract } from "../../src/contracts/indexCatalogContract.ts"
import { memoryWorld } from "../../src/contracts/memoryWorld.ts"
import { snapshotStoreContract } from "../../src/contracts/snapshotStoreContract.ts"
import { startEmulator } from "../../src/index.ts"

const emulatorWorld = async () => {
  const emulator = await startEmulator()
  return elasticsearchWorld(emulator.url, "", emulator.close)
}

snapshotStoreContract("memory", memoryWorld)
snapshotStoreContract("the emulator", emulatorWorld)
indexCatalogContract("memory", memoryWorld)
indexCatalogContract("the emulator", emulatorWorld)
