import { type ChildProcess, spawn } from "node:child_process"
import { setTimeout as delay } from "node:timers/promises"
import { LogTail } from "./LogTail.ts"
import { listeningMark } from "./starterSource.ts"

export interface ServerExit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** One Java process of a server, from its start to its end. */
export interface ServerProcess {
  readonly pid: number
  /** The HTTP port, once it listens. Never settles when it ends before; race it with `exited`. */
  readonly listening: Promise<number>
  readonly exited: Promise<ServerExit>
  readonly hasExited: () => boolean
  readonly logTail: () => string
  /** SIGTERM (waits for running snapshots), then SIGKILL after `graceMillis`. Resolves when it is gone. */
  readonly end: (graceMillis: number) => Promise<void>
}

const waitAtMost = async (exited: Promise<ServerExit>, millis: number): Promise<boolean> => {
  const giveUp = new AbortController()
  const timer = delay(millis, false, { signal: giveUp.signal }).catch(() => false)
  const gone = await Promise.race([exited.then(() => true), timer])
  giveUp.abort()
  return gone
}

const endOf = async (
  child: ChildProcess,
  exited: Promise<ServerExit>,
  graceMillis: number
): Promise<void> => {
  if (graceMillis > 0) {
    child.kill("SIGTERM")
    if (await waitAtMost(exited, graceMillis)) return
  }
  child.kill("SIGKILL")
  await exited
}

/**
 * `detached`: Ctrl-C in a terminal goes to the whole process group, and it is for the launcher to decide what it means. Standard input stays
 * an open pipe for as long as the server shall live.
 */
export const spawnServer = (
  java: string,
  args: ReadonlyArray<string>,
  cwd: string,
  onLog: (line: string) => void
): Promise<ServerProcess> => {
  const child = spawn(java, args, { cwd, detached: true, stdio: ["pipe", "pipe", "pipe"] })
  const listening = Promise.withResolvers<number>()
  const exit = Promise.withResolvers<ServerExit>()
  const log = new LogTail(80, (line) => {
    if (line.startsWith(listeningMark)) listening.resolve(Number(line.slice(listeningMark.length)))
    else onLog(line)
  })
  let exited = false
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => log.write(chunk))
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => log.write(chunk))
  child.stdin.on("error", () => {})
  child.on("close", (code, signal) => {
    exited = true
    exit.resolve({ code, signal })
  })
  return new Promise((resolve, reject) => {
    child.on("error", (cause) =>
      reject(new Error(`${java} could not be started: ${cause.message}`, { cause }))
    )
    child.on("spawn", () => {
      const { pid } = child
      if (pid === undefined) return
      resolve({
        pid,
        listening: listening.promise,
        exited: exit.promise,
        hasExited: () => exited,
        logTail: () => log.text(),
        end: (graceMillis) => endOf(child, exit.promise, graceMillis)
      })
    })
  })
}
