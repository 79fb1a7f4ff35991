import base from "./vitest.config.ts"

// Proof by destruction: the built server is killed at every step. One file at a time, each starts many processes.
export default {
  ...base,
  test: {
    ...base.test,
    include: ["test-crash/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    fileParallelism: false
  }
}
