import base from "./vitest.config.ts"

// The real lane: the same projects, the tests that need a real Elasticsearch. One file at a time: each starts servers of its own.
export default {
  ...base,
  test: {
    ...base.test,
    include: ["test-elasticsearch/**/*.test.ts"],
    testTimeout: 180_000,
    hookTimeout: 300_000,
    fileParallelism: false
  }
}
