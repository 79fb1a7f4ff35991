/** What the scripts of the docs find: the installed program on the path, and the installed server over an emulated Elasticsearch. */
import { type Emulator, startEmulator } from "@camunda-backup/testkit/emulator"
import { describeInstallation } from "@camunda-backup/testkit/installation"
import { execFile } from "node:child_process"
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
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
  /** Runs a script in a folder of its own, which is its home too. */
  readonly sh: (script: string) => Promise<{ readonly stdout: string; readonly stderr: string }>
  /** The variables that a script exports, or gives to `camunda-backup-server`, which is not started. */
  readonly variables: (script: string) => Promise<Variables>
  readonly file: (name: string, text: string) => string
  /** What the server has logged since it was started. */
  readonly log: () => string
  /** Starts the server anew, told more; what it was told at first stays. */
  readonly restart: (more: Variables) => Promise<void>
  readonly close: () => Promise<void>
}

type Variables = Readonly<Record<string, string>>

export interface WorldOptions {
  /** More that the server is told. */
  readonly server?: Variables
  /** Of the emulated Elasticsearch, so that what a page shows of a restore can be seen. */
  readonly restoreDuration?: number
}

const programs = { "camunda-backup": "cli-tui", "camunda-backup-server": "server" }

export const startScriptWorld = async ({
  server: more = {},
  restoreDuration = 0
}: WorldOptions = {}): Promise<ScriptWorld> => {
  const folder = mkdtempSync(path.join(tmpdir(), "camunda-backup-scripts-"))
  const file = (name: string, text: string): string => {
    const at = path.join(folder, name)
    mkdirSync(path.dirname(at), { recursive: true })
    writeFileSync(at, text)
    return at
  }
  for (const [name, inside] of Object.entries(programs))
    chmodSync(
      file(name, `#!/bin/sh\nexec "${process.execPath}" "${packages}/${inside}/dist/main.js" "$@"\n`),
      0o755
    )
  const emulator = await startEmulator({ restoreDuration })
  emulator.repositories.put("camunda-backup")
  for (const { name, aliases, documents, mappings, settings } of describeInstallation({}).indices)
    emulator.indices.create(name, { aliases, documents: [...documents], mappings, settings })
  const told = {
    CAMUNDA_BACKUP_ELASTICSEARCH_URL: emulator.url,
    CAMUNDA_BACKUP_REPOSITORY: "camunda-backup",
    CAMUNDA_BACKUP_CAMUNDA_VERSION: "8.7.2",
    CAMUNDA_BACKUP_WATCH_WRITES: "50ms",
    ...more
  }
  let server = await startBuiltServer([], told)
  const run = (script: string) =>
    promisify(execFile)("sh", ["-c", script], {
      cwd: folder,
      env: {
        PATH: `${folder}:${process.env["PATH"]}`,
        HOME: folder,
        CAMUNDA_BACKUP_SERVER: server.url,
        ELASTICSEARCH: emulator.url
      }
    })
  return {
    emulator,
    sh: run,
    file,
    variables: async (script) => {
      const { stdout } = await run(
        `camunda_backup_server() { env; }\n${script.replaceAll("camunda-backup-server", "camunda_backup_server")}\nenv`
      )
      return Object.fromEntries(
        [...stdout.matchAll(/^(CAMUNDA_BACKUP_(?!SERVER=)\w+)=(.*)$/gm)].map(([, name = "", value = ""]) => [
          name,
          value
        ])
      )
    },
    log: () => server.written(),
    restart: async (again) => {
      await server.end("SIGKILL")
      server = await startBuiltServer([], { ...told, ...again })
    },
    close: async () => {
      await server.end("SIGKILL")
      await emulator.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
