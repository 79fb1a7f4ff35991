import { elasticsearchWorld } from "../../src/contracts/elasticsearchWorld.ts"
import { damageContract } from "../../src/contracts/damageContract.ts"
import { indexCatalogContract } from "../../src/contracts/indexCatalogContract.ts"
import { indicesContract } from "../../src/contracts/indicesContract.ts"
import { memoryWorld } from "../../src/contracts/memoryWorld.ts"
import { recoveryContract } from "../../src/contracts/recoveryContract.ts"
import { slowRestoreContract } from "../../src/contracts/slowRestoreContract.ts"
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
indicesContract("memory", memoryWorld)
recoveryContract("memory", memoryWorld)
damageContract("memory", memoryWorld)
slowRestoreContract("memory", memoryWorld)
indicesContract("the emulator", emulatorWorld)
recoveryContract("the emulator", emulatorWorld)
slowRestoreContract("the emulator", emulatorWorld)
