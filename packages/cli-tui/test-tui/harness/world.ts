/** The emulator in this process, and the built server as a process of its own over it: what an operator has, without an Elasticsearch. */
import { type Emulator, startEmulator } from "@camunda-backup/testkit/emulator"
import { describeInstallation } from "@camunda-backup/testkit/installation"
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import path from "node:path"
import { createInterface } from "node:readline"

export interface World {
  readonly url: string
  readonly emulator: Emulator
  /** A finished backup, of both components unless told otherwise, `hours` old. */
  readonly seed: (id: number, hours: number, more?: Seed) => void
  readonly killServer: () => Promise<void>
  /** Again, on the same port. */
  readonly startServer: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface Seed {
  readonly components?: ReadonlyArray<"operate" | "tasklist">
  /** That are there, of 6. */
  readonly parts?: number
  readonly partial?: number
  /** Why the first shard of the partial one is not in it. */
  readonly shardReason?: string
}

export const repository = "camunda-backup"
const server = path.resolve(import.meta.dirname, "../../../server/dist/main.js")
const startsWithinMillis = 20_000

const listening = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error("the server does not say where it listens")),
      startsWithinMillis
    )
    if (child.stdout === null) return
    createInterface({ input: child.stdout }).on("line", (line) => {
      const url = /"message":"listening","url":"([^"]+)"/.exec(line)?.[1]
      if (url === undefined) return
      clearTimeout(timer)
      resolve(url)
    })
  })

export const startWorld = async (
  snapshotDuration = 150,
  now?: () => number,
  environment: Readonly<Record<string, string>> = {}
): Promise<World> => {
  const emulator = await startEmulator({ snapshotDuration, ...(now === undefined ? {} : { now }) })
  emulator.repositories.put(repository)
  const { indices } = describeInstallation()
  for (const { aliases, documents, mappings, name, settings } of indices)
    emulator.indices.create(name, { aliases, documents: [...documents], mappings, settings })
  const names = indices.map((x) => x.name)
  let child: ChildProcess | null = null
  let url = ""
  const killServer = async () => {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, "exit")
    child.kill("SIGKILL")
    await exited
  }
  const startServer = async () => {
    child = spawn(process.execPath, [server], {
      env: {
        PATH: process.env["PATH"] ?? "",
        CAMUNDA_BACKUP_ELASTICSEARCH_URL: emulator.url,
        CAMUNDA_BACKUP_REPOSITORY: repository,
        CAMUNDA_BACKUP_CAMUNDA_VERSION: "8.7.2",
        CAMUNDA_BACKUP_PORT: url === "" ? "0" : new URL(url).port,
        ...environment
      },
      stdio: ["ignore", "pipe", "inherit"]
    })
    url = await listening(child)
  }
  await startServer()
  return {
    url,
    emulator,
    seed: (id, hours, { components = ["operate", "tasklist"], partial, parts = 6, shardReason } = {}) => {
      const start = Math.floor((now ?? Date.now)() - hours * 3_600_000)
      for (const component of components) {
        const own = names.filter((x) => x.startsWith(component))
        for (let part = 1; part <= parts; part++) {
          const indices = own.filter((_, i) => i % 6 === part - 1)
          emulator.snapshots.add(repository, `camunda_${component}_${id}_8.7.2_part_${part}_of_6`, {
            indices,
            metadata: JSON.stringify({ backupId: id, version: "8.7.2", partNo: part, partCount: 6 }),
            state: part === partial ? "PARTIAL" : "SUCCESS",
            failures:
              part === partial && shardReason !== undefined && indices[0] !== undefined
                ? [{ index: indices[0], shard: 0, reason: shardReason }]
                : [],
            startTime: start + part * 2000,
            endTime: start + part * 2000 + 1500
          })
        }
      }
    },
    killServer,
    startServer,
    close: async () => {
      await killServer()
      await emulator.close()
    }
  }
}
