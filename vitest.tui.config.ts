import base from "./vitest.config.ts"

// The built terminal UI in pseudo-terminals against the built server. One file at a time: each starts several processes.
export default {
  ...base,
  test: {
    ...base.test,
    include: ["test-tui/**/*.test.ts"],
    testTimeout: 60_000,
    fileParallelism: false
  }
}
