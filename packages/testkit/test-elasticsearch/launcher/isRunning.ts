import { readFileSync } from "node:fs"

/** Whether a process is there and not only a zombie that its dead parent never collected. */
export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"))
  } catch {
    // No /proc (macOS): the signal was delivered, so it is there.
    return true
  }
}
