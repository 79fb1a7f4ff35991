import base from "./vitest.config.ts"

// The built command line in real shells in pseudo-terminals: completion and job control. Needs zsh, fish and bash-completion (scripts/install-shells.mjs).
export default {
  ...base,
  test: {
    ...base.test,
    include: ["test-shells/**/*.test.ts"],
    testTimeout: 60_000,
    fileParallelism: false
  }
}
