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
  return {
    ...elasticsearchWorld(emulator.url, "", emulator.close),
    damage: (_: string, index: string) => {
      if (!emulator.snapshots.damageShard("camunda_operate_1_8.7.2_part_1_of_6", index, 0))
        throw new Error(`No snapshot holds ${index}.`)
      return Promise.resolve()
    }
  }
}

snapshotStoreContract("memory", memoryWorld)
snapshotStoreContract("the emulator", emulatorWorld)
indexCatalogContract("memory", memoryWorld)
indexCatalogContract("the emulator", emulatorWorld)
indicesContract("memory", memoryWorld)
indicesContract("the emulator", emulatorWorld)
recoveryContract("memory", memoryWorld)
recoveryContract("the emulator", emulatorWorld)
damageContract("memory", memoryWorld)
damageContract("the emulator", emulatorWorld)
slowRestoreContract("memory", memoryWorld)
slowRestoreContract("the emulator", emulatorWorld)
