import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { startEmulator } from "../../src/emulator/Emulator.ts"
import {
  type ElasticsearchForTests,
  elasticsearchForTests
} from "../../src/launcher/elasticsearchForTests.ts"
import { observeSnapshots } from "./observeSnapshots.ts"

describe.each([
  ["8.19.21", "8.19"],
  ["9.5.3", "9.5"]
] as const)("a throttled repository of Elasticsearch %s", (version, personality) => {
  let server: ElasticsearchForTests
  beforeAll(async () => {
    server = await elasticsearchForTests(version)
  })
  afterAll(() => server.stop())

  it("shows snapshots at work, queued and aborted as the emulator does", async () => {
    const emulator = await startEmulator({ personality })
    onTestFinished(() => emulator.close())
    const [theirs, ours] = await Promise.all([
      observeSnapshots(server.url, `${server.repositoryPath}/slow`),
      observeSnapshots(emulator.url, "slow")
    ])
    expect(ours).toEqual(theirs)
  })
})
