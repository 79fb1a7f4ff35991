import { availableParallelism } from "node:os"
import { defineConfig } from "vitest/config"

// Workspace packages resolve to their sources, so unit tests need no build.
const conditions = ["@camunda-backup/source", "module", "node", "development|production"]
const project = (name: string) => ({ extends: true as const, root: `packages/${name}`, test: { name } })

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    testTimeout: 20_000,
    // Much of a test is waiting. Vitest leaves one core free, which on a machine with two would be one file at a time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    restoreMocks: true,
    projects: ["core", "testkit", "server", "cli-tui"].map(project)
  }
})
