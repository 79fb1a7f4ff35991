import { open, readFile, rm, stat } from "node:fs/promises"
import { setTimeout as delay } from "node:timers/promises"

export interface LockOptions {
  /** How long to wait for another holder; a lock that is older than this is taken as left behind. */
  readonly timeoutMillis: number
  readonly pollMillis?: number
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}

const tryLock = async (path: string): Promise<boolean> => {
  try {
    const file = await open(path, "wx")
    await file.writeFile(String(process.pid))
    await file.close()
    return true
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false
    throw error
  }
}

const isLeftBehind = async (path: string, timeoutMillis: number): Promise<boolean> => {
  const [text, age] = await Promise.all([
    readFile(path, "utf8").catch(() => ""),
    stat(path).then(
      (it) => Date.now() - it.mtimeMs,
      () => 0
    )
  ])
  const pid = Number(text)
  return age > timeoutMillis || (Number.isInteger(pid) && pid > 0 && !isAlive(pid))
}

/**
 * Runs `work` while no other process of this machine does under the same lock file. It only saves double work (Maven's local repository is
 * not made for two writers): whoever relies on it must still publish its result by one rename.
 */
export const withFileLock = async <A>(
  path: string,
  options: LockOptions,
  work: () => Promise<A>
): Promise<A> => {
  const deadline = Date.now() + options.timeoutMillis
  // oxlint-disable-next-line no-await-in-loop -- a bounded wait for another process
  while (!(await tryLock(path))) {
    // oxlint-disable-next-line no-await-in-loop -- as above
    if (await isLeftBehind(path, options.timeoutMillis)) await rm(path, { force: true })
    else if (Date.now() > deadline) {
      throw new Error(
        `Another process holds ${path} for longer than ${options.timeoutMillis} ms. If none is running, remove that file.`
      )
      // oxlint-disable-next-line no-await-in-loop -- as above
    } else await delay(options.pollMillis ?? 200)
  }
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}
