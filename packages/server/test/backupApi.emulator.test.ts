import { startEmulator } from "@camunda-backup/testkit/emulator"
import { backupApiContract, elasticsearchBackupApiWorld } from "@camunda-backup/testkit/contracts"
import { httpApi } from "./harness/httpApi.ts"

backupApiContract("over HTTP, over the emulator", async () => {
  const { url, close, snapshots } = await startEmulator()
  const hold = (name: string) => snapshots.hold(name)
  return elasticsearchBackupApiWorld({ url, location: "", close, hold, api: httpApi })
})
