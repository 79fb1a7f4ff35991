import { spawn } from "node:child_process"
import { endWithThisProcess } from "./endWithThisProcess.ts"
import { LogTail } from "./LogTail.ts"

export interface CommandResult {
  /** undefined: ended by a signal. */
  readonly exitCode: number | undefined
  /** The end of what it wrote to both streams. */
  readonly output: string
}

export interface CommandOptions {
  readonly timeoutMillis: number
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
}

/** The program is not there (ENOENT), as opposed to: it ran and failed. */
export class CommandNotFound extends Error {
  override readonly name = "CommandNotFound"
}

/** Runs a program to its end. Rejects when it cannot be started or outlives its time, never for its exit code. */
export const runCommand = (
  program: string,
  args: ReadonlyArray<string>,
  options: CommandOptions
): Promise<CommandResult> =>
  new Promise((resolve, reject) => {
    const tail = new LogTail(60)
    const child = spawn(program, args, {
      stdio: ["ignore", "pipe", "pipe"],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.env === undefined ? {} : { env: options.env })
    })
    const release = endWithThisProcess({ pid: () => child.pid, folder: undefined })
    let expired = false
    const timer = setTimeout(() => {
      expired = true
      child.kill("SIGKILL")
    }, options.timeoutMillis)
    const collect = (chunk: string): void => tail.write(chunk)
    child.stdout.setEncoding("utf8").on("data", collect)
    child.stderr.setEncoding("utf8").on("data", collect)
    child.on("error", (cause: NodeJS.ErrnoException) => {
      clearTimeout(timer)
      release()
      reject(
        cause.code === "ENOENT"
          ? new CommandNotFound(`${program} was not found`, { cause })
          : new Error(`${program} could not be started: ${cause.message}`, { cause })
      )
    })
    child.on("close", (exitCode) => {
      clearTimeout(timer)
      release()
      if (expired) {
        reject(
          new Error(
            `${program} did not end within ${options.timeoutMillis} ms. It wrote last:\n${tail.text()}`
          )
        )
      } else resolve({ exitCode: exitCode ?? undefined, output: tail.text() })
    })
  })
