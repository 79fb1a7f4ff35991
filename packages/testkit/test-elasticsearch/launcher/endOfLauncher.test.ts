import { type ChildProcess, fork } from "node:child_process"
import { existsSync } from "node:fs"
import { dirname } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import { isRunning } from "./isRunning.ts"
import { waitUntil } from "./waitUntil.ts"

const launchers: Array<ChildProcess> = []
afterEach(() => {
  for (const launcher of launchers.splice(0)) launcher.kill("SIGKILL")
})

const launch = async (version: string) => {
  const launcher = fork(new URL("launchFixture.ts", import.meta.url), [version], {
    execArgv: ["--conditions=@camunda-backup/source"],
    stdio: ["ignore", "inherit", "inherit", "ipc"]
  })
  launchers.push(launcher)
  const server = await new Promise<{ readonly pid: number; readonly dataDirectory: string }>(
    (resolve, reject) => {
      launcher.once("message", (message: { readonly pid: number; readonly dataDirectory: string }) =>
        resolve(message)
      )
      launcher.once("exit", (code) => reject(new Error(`the launcher ended with ${code} before its server`)))
    }
  )
  return { launcher, server }
}

const ways: ReadonlyArray<readonly [string, (launcher: ChildProcess) => void]> = [
  ["is killed by SIGKILL", (launcher) => launcher.kill("SIGKILL")],
  ["is ended by SIGTERM", (launcher) => launcher.kill("SIGTERM")],
  ["is interrupted by SIGINT", (launcher) => launcher.kill("SIGINT")],
  ["exits", (launcher) => launcher.send("exit")]
]

describe.each(ways)("when the launching process %s", (_, end) => {
  it.each(["8.19.21", "9.5.3"])(
    "Elasticsearch %s ends too, and its temporary data goes",
    async (version) => {
      const { launcher, server } = await launch(version)
      expect(isRunning(server.pid)).toBe(true)
      end(launcher)
      await waitUntil(() => !isRunning(server.pid))
      // Removed by whoever ends last, the launcher or its server.
      await waitUntil(() => !existsSync(dirname(server.dataDirectory)))
    },
    300_000
  )
})
