/** What the scripts of the docs find: the installed program on the path, and the installed server over an emulated Elasticsearch. */
import { type Emulator, startEmulator } from "@camunda-backup/testkit/emulator"
import { describeInstallation } from "@camunda-backup/testkit/installation"
import { execFile } from "node:child_process"
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { promisify } from "node:util"
import { startBuiltServer } from "./builtServer.ts"

const packages = path.resolve(import.meta.dirname, "../../..")

/** A machine without the tools that the scripts use can only look whether `sh` reads them. */
export const hasTools = ["jq", "flock", "curl"].every((tool) =>
  (process.env["PATH"] ?? "").split(path.delimiter).some((x) => existsSync(path.join(x, tool)))
)

/** Whether `sh` can read it; nothing is run. */
export const reads = (script: string) => promisify(execFile)("sh", ["-n", "-c", script])

export interface ScriptWorld {
  /** So that a test can hold a snapshot until a script has come to its point. */
  readonly emulator: Emulator
  /** Runs a script in a folder of its own. */
  readonly sh: (script: string) => Promise<{ readonly stdout: string; readonly stderr: string }>
  readonly close: () => Promise<void>
}

export const startScriptWorld = async (): Promise<ScriptWorld> => {
  const folder = mkdtempSync(path.join(tmpdir(), "camunda-backup-scripts-"))
  const program = path.join(folder, "camunda-backup")
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${packages}/cli-tui/dist/main.js" "$@"\n`)
  chmodSync(program, 0o755)
  const emulator = await startEmulator()
  emulator.repositories.put("camunda-backup")
  for (const { name, aliases, documents, mappings, settings } of describeInstallation({}).indices)
    emulator.indices.create(name, { aliases, documents: [...documents], mappings, settings })
  const server = await startBuiltServer([], {
    CAMUNDA_BACKUP_ELASTICSEARCH_URL: emulator.url,
    CAMUNDA_BACKUP_REPOSITORY: "camunda-backup",
    CAMUNDA_BACKUP_CAMUNDA_VERSION: "8.7.2"
  })
  return {
    emulator,
    sh: (script) =>
      promisify(execFile)("sh", ["-c", script], {
        cwd: folder,
        env: { PATH: `${folder}:${process.env["PATH"]}`, CAMUNDA_BACKUP_SERVER: server.url }
      }),
    close: async () => {
      await server.end("SIGKILL")
      await emulator.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
