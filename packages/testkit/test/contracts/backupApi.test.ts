import { backupApiContract } from "../../src/contracts/backupApiContract.ts"
import { elasticsearchBackupApiWorld } from "../../src/contracts/elasticsearchBackupApiWorld.ts"
import { memoryBackupApiWorld } from "../../src/contracts/memoryBackupApiWorld.ts"
import { startEmulator } from "../../src/index.ts"

backupApiContract("direct, over memory", memoryBackupApiWorld)
backupApiContract("direct, over the emulator", async () => {
  const { url, close, snapshots } = await startEmulator()
  const hold = (name: string) => snapshots.hold(name)
  return elasticsearchBackupApiWorld({ url, location: "", close, hold })
})
