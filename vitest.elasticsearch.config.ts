import { fileURLToPath } from "node:url"
import { longestFirst } from "./scripts/longest-first.ts"
import base from "./vitest.config.ts"

// The real lane: the same projects, the tests that need a real Elasticsearch. One server of each version is lent to one file after the other:
// while one file has the one, another has the other.
export default {
  ...base,
  test: {
    ...base.test,
    include: ["test-elasticsearch/**/*.test.ts"],
    globalSetup: fileURLToPath(new URL("packages/testkit/test-elasticsearch/lend.ts", import.meta.url)),
    testTimeout: 180_000,
    // Waiting for the other file is in it.
    hookTimeout: 600_000,
    fileParallelism: true,
    maxWorkers: 2,
    // Neighbours take about as long: neither waits long for the server of the other.
    sequence: {
      sequencer: longestFirst([
        "server/test-elasticsearch/contract.test.ts",
        "contracts/storePorts.test.ts",
        "restore/restore.test.ts",
        "contracts/restorePorts.test.ts",
        "server/test-elasticsearch/agreement.test.ts",
        "server/test-elasticsearch/damage.test.ts",
        "server/test-elasticsearch/killedRestore.test.ts",
        "server/test-elasticsearch/restoreSeeds.test.ts",
        "server/test-elasticsearch/crash.test.ts",
        "contracts/indexExpressions.test.ts",
        "fidelity/cases.test.ts",
        "fidelity/sequences.test.ts",
        "server/test-elasticsearch/weather.test.ts",
        "server/test-elasticsearch/proof.test.ts",
        "server/test-elasticsearch/killed.test.ts",
        "server/test-elasticsearch/api.test.ts",
        "cli-tui/test-elasticsearch/commands.test.ts",
        "server/test-elasticsearch/coverage.test.ts",
        "launcher/installation.test.ts",
        "states/runningSnapshots.test.ts",
        "contracts/ownPorts.test.ts",
        "proxy/startFaultProxy.test.ts"
      ])
    }
  }
}
