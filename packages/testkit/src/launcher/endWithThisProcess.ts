import { rmSync } from "node:fs"

/** A server process or its data that must not outlive this process. */
export interface Owned {
  readonly pid: () => number | undefined
  readonly folder: string | undefined
}

const owned = new Set<Owned>()

const endAll = (): void => {
  for (const { pid, folder } of owned) {
    const running = pid()
    try {
      if (running !== undefined) process.kill(running, "SIGKILL")
    } catch {
      // Already gone.
    }
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 })
  }
}

/**
 * Ends it at `process.exit` at the latest; call what is returned when it is gone. A death by signal reaches no exit handler:
 * there the server notices the end of its standard input (see the starter). Signal handlers are left to the program.
 */
export const endWithThisProcess = (it: Owned): (() => void) => {
  if (owned.size === 0) process.on("exit", endAll)
  owned.add(it)
  return () => {
    owned.delete(it)
    if (owned.size === 0) process.off("exit", endAll)
  }
}
