import { fileURLToPath } from "node:url"
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
    maxWorkers: 2
  }
}
