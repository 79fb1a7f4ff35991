/** The built server over the emulator in this process, with backups of any age in it. */
import { type Emulator, startEmulator } from "@camunda-backup/testkit/emulator"
import { describeInstallation } from "@camunda-backup/testkit/installation"
import { startBuiltServer } from "@camunda-backup/testkit/processes"
import path from "node:path"

export const repository = "camunda-backup"
const entry = path.resolve(import.meta.dirname, "../../dist/main.js")
const hour = 3_600_000

export interface Seed {
  readonly components?: ReadonlyArray<"operate" | "tasklist">
  /** That are there, of 6. */
  readonly parts?: number
  /** Which part is PARTIAL, and why its first shard is not in it. */
  readonly partial?: number
  readonly reason?: string
  readonly description?: string
  /** How long each part took. */
  readonly partMillis?: number
}

export interface World {
  readonly url: string
  readonly emulator: Emulator
  /** A finished backup, `hours` old. */
  readonly seed: (id: number, hours: number, more?: Seed) => void
  /** Camunda works: the indices grow by some documents. */
  readonly work: (documents: number) => Promise<void>
  readonly post: (path: string, body: object, headers?: Readonly<Record<string, string>>) => Promise<unknown>
  readonly close: () => Promise<void>
}

const answerOf = async (response: Response): Promise<unknown> => {
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${text}`)
  return JSON.parse(text)
}

/** `snapshotDuration`: how long a part that is taken now takes. */
export const startWorld = async (
  environment: Readonly<Record<string, string>> = {},
  snapshotDuration = 0
): Promise<World> => {
  const emulator = await startEmulator({ snapshotDuration, clusterName: "camunda-prod" })
  emulator.repositories.put(repository)
  const { indices } = describeInstallation()
  for (const { aliases, documents, mappings, name, settings } of indices)
    emulator.indices.create(name, { aliases, documents: [...documents], mappings, settings })
  const names = indices.map((x) => x.name)
  const server = await startBuiltServer({
    entry,
    environment: {
      PATH: process.env["PATH"] ?? "",
      CAMUNDA_BACKUP_ELASTICSEARCH_URL: emulator.url,
      CAMUNDA_BACKUP_REPOSITORY: repository,
      ...environment
    }
  })
  const seed = (id: number, hours: number, more: Seed = {}): void => {
    const { components = ["operate", "tasklist"], description, partMillis = 40_000, partial, reason } = more
    const start = Math.floor(Date.now() - hours * hour)
    for (const component of components) {
      const own = names.filter((x) => x.startsWith(component))
      for (let part = 1; part <= (more.parts ?? 6); part++) {
        const held = own.filter((_, i) => i % 6 === part - 1)
        const startTime = start + (part - 1) * partMillis
        emulator.snapshots.add(repository, `camunda_${component}_${id}_8.7.2_part_${part}_of_6`, {
          indices: held,
          metadata: JSON.stringify({
            backupId: id,
            version: "8.7.2",
            partNo: part,
            partCount: 6,
            ...(description === undefined ? {} : { description })
          }),
          state: part === partial ? "PARTIAL" : "SUCCESS",
          failures:
            part === partial && reason !== undefined ? [{ index: held[0] ?? "", shard: 0, reason }] : [],
          startTime,
          endTime: startTime + partMillis
        })
      }
    }
  }
  return {
    url: server.url,
    emulator,
    seed,
    work: async (documents) => {
      for (const index of names.filter((x) => /list-view|tasklist-task-/.test(x)).slice(0, 2)) {
        const lines = Array.from(
          { length: documents },
          () => `{"index":{}}\n${JSON.stringify({ id: "x".repeat(2000) })}\n`
        )
        const sent = {
          method: "POST",
          headers: { "content-type": "application/x-ndjson" },
          body: lines.join("")
        }
        const answer = await answerOf(await fetch(`${emulator.url}/${index}/_bulk`, sent))
        if ((answer as { readonly errors: boolean }).errors)
          throw new Error(JSON.stringify(answer).slice(0, 500))
      }
    },
    post: async (target, body, headers = {}) =>
      answerOf(
        await fetch(`${server.url}${target}`, {
          method: "POST",
          headers: { "content-type": "application/json", ...headers },
          body: JSON.stringify(body)
        })
      ),
    close: async () => {
      await server.end("SIGKILL")
      await emulator.close()
    }
  }
}
