import base from "./vitest.config.ts"

// The status page of the built server in a real Chromium (scripts/install-chromium.mjs). One file at a time: each starts a browser and a server.
export default {
  ...base,
  test: {
    ...base.test,
    include: ["test-browser/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false
  }
}
