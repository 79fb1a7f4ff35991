import { longestFirst } from "./scripts/longest-first.ts"
import base from "./vitest.config.ts"

// Proof by destruction: the built server is killed at every step, stopped, raced, struck. Most of it waits for leases to expire, so two files at a time.
export default {
  ...base,
  test: {
    ...base.test,
    include: ["test-crash/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    fileParallelism: true,
    maxWorkers: 2,
    maxConcurrency: 3,
    sequence: { sequencer: longestFirst(["step.model.test.ts", "real.test.ts", "engine.random.test.ts"]) }
  }
}
