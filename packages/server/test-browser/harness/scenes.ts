/** Installations as an operator meets them, each with what its page has to say. */
import { layerJournalElasticsearch, ScheduleJournal, Settings } from "@camunda-backup/core"
import type { CamundaVersion } from "@camunda-backup/core"
import { Effect } from "effect"
import { send } from "../../test/harness/http.ts"
import { until } from "../../test/harness/until.ts"
import { repository, type Seed, startWorld, type World } from "./world.ts"

export interface Scene {
  readonly name: string
  /** In the heading of the page. */
  readonly verdict: string
  /** Resolves when the page can be opened. */
  readonly start: () => Promise<World>
}

const now = new Date()
/** Half a day from now, so that nothing begins while it is looked at. */
const nightly = `0 ${(now.getUTCHours() + 12) % 24} * * *`
const weekly = `30 ${(now.getUTCHours() + 11) % 24} * * 0`

const day = 24

const idOf = (hours: number): number => Math.floor(Date.now() / 1000) - Math.round(hours * 3600)

/** Nightly backups that grow a little, oldest first, like the data. Resolves with the id of the newest. */
const seedNights = async (
  { seed, work }: World,
  all: ReadonlyArray<number>,
  more: (night: number) => Seed = () => ({})
): Promise<string> => {
  let newest = 0
  for (const i of all.toSorted((a, b) => b - a)) {
    await work(20 + ((i * 7919) % 17))
    newest = idOf(i * day - 9)
    seed(newest, i * day - 9, {
      partMillis: 52_000 + ((i * 7919) % 13) * 2500 - i * 600,
      ...more(i)
    })
  }
  return String(newest)
}

const nights = (from: number, to: number): ReadonlyArray<number> =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** Drills the backup in each of its components, and resolves when they are proved. */
const drill = async ({ post, url }: World, backupId: string): Promise<void> => {
  for (const component of ["operate", "tasklist"]) {
    await post("/api/v1/restores", { component, backupId, target: "drill" })
    await until(
      () => send(url, "GET", `/api/v1/verifications?component=${component}`),
      (x) => x.text.includes('"verified"')
    )
  }
}

/** What became of the last time of the backup schedule. */
const skipLast = ({ emulator }: World, reason: string): Promise<unknown> => {
  const camundaVersion = "8.7.2" as CamundaVersion.CamundaVersion
  const at = Date.now() - 3_600_000 * 12
  const run = {
    dueAt: at,
    at,
    by: "camunda-backup-0",
    outcome: "skipped",
    backupId: null,
    retention: null
  } as const
  return Effect.runPromise(
    ScheduleJournal.use((journal) =>
      journal.update(repository, "backup", () => ({
        since: 0,
        paused: null,
        claim: null,
        runs: [{ ...run, reason }]
      }))
    ).pipe(
      Effect.provide(
        layerJournalElasticsearch({ urls: [emulator.url] }, Settings.make({ repository, camundaVersion }))
      )
    )
  )
}

const scheduled = { CAMUNDA_BACKUP_SCHEDULE: nightly, CAMUNDA_BACKUP_DRILL_SCHEDULE: weekly }

export const empty: Scene = {
  name: "none yet",
  verdict: "No backup yet",
  start: () => startWorld()
}

export const healthy: Scene = {
  name: "healthy",
  verdict: "Nothing is wrong",
  start: async () => {
    const world = await startWorld(scheduled)
    const newest = await seedNights(world, nights(1, 30), (i) =>
      i === 4 ? { description: "before 8.7.3" } : {}
    )
    await drill(world, newest)
    return world
  }
}

export const trouble: Scene = {
  name: "trouble",
  verdict: "things are wrong",
  start: async () => {
    const world = await startWorld(scheduled)
    const reason = "IndexShardSnapshotFailedException[java.io.IOException: No space left on device]"
    const wrong: Readonly<Record<number, Seed>> = {
      1: { parts: 3 },
      2: { partial: 4, reason },
      8: { parts: 2 }
    }
    await seedNights(world, nights(1, 26), (i) => wrong[i] ?? {})
    await skipLast(world, "The backup of the night before was still running.")
    return world
  }
}

export const running: Scene = {
  name: "running",
  verdict: "Nothing is wrong",
  start: async () => {
    const world = await startWorld(scheduled)
    await seedNights(world, nights(1, 12))
    world.emulator.snapshots.hold(/camunda_operate_.*_part_4_of_6/)
    world.emulator.snapshots.hold(/camunda_tasklist_.*_part_3_of_6/)
    await world.post("/api/v1/backups", { components: ["operate", "tasklist"] })
    await until(
      () => send(world.url, "GET", "/"),
      (x) => x.text.includes("3 of 6 parts done") && x.text.includes("2 of 6 parts done")
    )
    return world
  }
}

export const away: Scene = {
  name: "Elasticsearch away",
  verdict: "The backups cannot be read",
  start: async () => {
    const world = await startWorld(scheduled)
    await seedNights(world, nights(1, 9))
    await fetch(`${world.url}/`)
    await world.emulator.stop()
    await until(
      () => send(world.url, "GET", "/"),
      (x) => x.text.includes("cannot be read")
    )
    return world
  }
}

const evil = `</td></table><script>document.title='owned'</script><img src="http://127.0.0.1:9/x" onerror="alert(1)"><style>*{display:none}</style> \u{202E}gnp.exe "'`

export const hostile: Scene = {
  name: "hostile",
  verdict: "things are wrong",
  start: async () => {
    const world = await startWorld()
    world.seed(1, 20, { description: "مرحبا بالعالم" })
    world.seed(2, 3, { partial: 2, reason: evil.repeat(60), description: evil.slice(0, 80) })
    world.seed(3, 2, { partial: 1, reason: "x".repeat(3000) })
    const drilled = { component: "operate", backupId: "1", target: "drill" }
    await world.post("/api/v1/restores", drilled, { "user-agent": `<b>${"y".repeat(400)}` })
    return world
  }
}

export const many: Scene = {
  name: "two hundred",
  verdict: "Nothing is wrong",
  start: async () => {
    const world = await startWorld()
    for (let i = 1; i <= 200; i++) world.seed(idOf(i * 3), i * 3, { partMillis: 30_000 + (i % 7) * 4000 })
    return world
  }
}

export const all: ReadonlyArray<Scene> = [empty, healthy, trouble, running, away, hostile, many]
