/** A night in minutes: backups, polls, deletes, retention and schedules over faults, while one of two replicas is killed again and again. */
import type { FaultRule } from "@camunda-backup/testkit/faults"
import { setTimeout as delay } from "node:timers/promises"
import { json, send } from "../test/harness/http.ts"
import { makeOracle, type Told } from "./oracle.ts"
import { type Sample, sample } from "./resources.ts"
import { type Key, noteDeletes, truth, truthPath } from "./truth.ts"
import { startWorld, type World } from "./World.ts"

export interface SoakReport {
  readonly seconds: number
  readonly seed: number
  readonly wrong: ReadonlyArray<string>
  readonly samples: ReadonlyArray<Sample>
  /** How often each thing was done. */
  readonly counts: Readonly<Record<string, number>>
}

/** Mulberry32: the same seed, the same sequence. */
const randomOf = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const strikes: ReadonlyArray<FaultRule> = [
  { method: "PUT", path: /^\/_snapshot\/r\/camunda_/, dropAfter: true },
  { method: "PUT", path: /^\/_snapshot\/r\/camunda_/, dropBefore: true },
  { method: "GET", path: /^\/_snapshot\/r\/camunda_/, html: 502, times: 3 },
  { method: "DELETE", path: /^\/_snapshot\/r\/camunda_/, dropAfter: true },
  { path: /^\/camunda-backup-journal\//, dropAfter: true },
  { path: /^\/camunda-backup-journal\//, html: 503, times: 5 },
  { when: (x) => x.path !== truthPath, delay: 700, times: 10 },
  { when: (x) => x.path !== truthPath, respond: { status: 429, body: {} }, times: 5 }
]

/** All of them, or `null` while they cannot be read: half a list would be taken for backups that are lost. */
const listOf = async (url: string): Promise<ReadonlyArray<Told> | null> => {
  const { json: body, status, text } = await send(url, "GET", "/api/v1/backups?limit=1000")
  if (status >= 500) return null
  if (status !== 200) throw new Error(`the list was refused: ${status} ${text}`)
  const { backups, next } = body as { readonly backups: ReadonlyArray<Told>; readonly next: string | null }
  if (next !== null) throw new Error(`there are more than ${backups.length} backups`)
  return backups
}

/** One at a time is deleted of more than `few`; of more than `many` several, so that an hour leaves no more of them than some minutes do. */
const removing = { few: 16, many: 200, atOnce: 4 }

/** The list once nothing runs any more, or whatever runs after the time. */
const quiet = async (world: World, withinMillis: number): Promise<ReadonlyArray<Told>> => {
  const deadline = Date.now() + withinMillis
  for (;;) {
    const list = await listOf(world.steady.url)
    const isLate = Date.now() > deadline
    if (list !== null && (isLate || list.every((x) => x.state !== "IN_PROGRESS"))) return list
    if (isLate) throw new Error(`the list cannot be read ${withinMillis} ms after the last fault`)
    await delay(200)
  }
}

/** `log` gets a line every ten seconds. */
export const soak = async (
  seconds: number,
  seed: number,
  log: (line: string) => void
): Promise<SoakReport> => {
  const random = randomOf(seed)
  const world = await startWorld(random)
  const { backend, steady } = world
  const oracle = makeOracle()
  const deleted = new Set<Key>()
  const counts: Record<string, number> = {}
  const count = (what: string): void => {
    counts[what] = (counts[what] ?? 0) + 1
  }
  const samples: Array<Sample> = []
  const begun = Date.now()
  const isOver = (): boolean => Date.now() - begun > seconds * 1000
  /** A replica that is killed cuts connections: whoever asked it asks again. */
  const forever = async (pauseMillis: number, work: () => Promise<void>): Promise<void> => {
    while (!isOver()) {
      try {
        await work()
      } catch (error) {
        if (!(error instanceof Error) || !/ECONN|socket hang up/.test(error.message)) throw error
        count("connections cut")
      }
      await delay(pauseMillis)
    }
  }

  const create = async (): Promise<void> => {
    const { json: body, status } = await send(world.any(), "POST", "/api/v1/backups", {
      headers: json,
      body: "{}"
    })
    count(`create ${status}`)
    if (status !== 202) return
    for (const match of JSON.stringify(body).matchAll(/\/api\/v1\/backups\/(\w+)\/(\d+)/g))
      oracle.accepted(`${match[1]} ${match[2]}`)
  }
  const read = async (): Promise<void> => {
    const asked = Date.now()
    const list = await listOf(world.any())
    const answered = Date.now()
    count(list === null ? "list refused" : "list")
    const there = await truth(backend)
    noteDeletes(backend, deleted)
    if (list !== null) oracle.listed(list, there, deleted, { asked, answered })
  }
  const remove = async (): Promise<void> => {
    const list = (await listOf(steady.url)) ?? []
    const done = list.filter((x) => x.state !== "IN_PROGRESS")
    if (done.length < removing.few) return
    const oldest = done.slice(done.length > removing.many ? -removing.atOnce : -1)
    await Promise.all(
      oldest.map(async ({ backupId, component }) => {
        const key = `${component} ${backupId}`
        deleted.add(key)
        const { status } = await send(world.any(), "DELETE", `/api/v1/backups/${component}/${backupId}`)
        count(`delete ${status}`)
        if (status === 204) oracle.gone(key, await truth(backend))
      })
    )
  }
  const measure = async (): Promise<void> => {
    samples.push(await sample(steady.url, (Date.now() - begun) / 1000))
    if (samples.length % 10 !== 0) return
    const { heapMegabytes = 0, fileDescriptors = 0 } = samples.at(-1) ?? {}
    log(
      `${Math.round((Date.now() - begun) / 1000)} s: ${oracle.acceptedCount()} backups, heap ${heapMegabytes.toFixed(0)} MB, ${fileDescriptors} file descriptors, ${oracle.wrong.length} wrong`
    )
  }
  const strike = (): Promise<void> => {
    const rule = strikes[Math.floor(random() * strikes.length)]
    if (rule !== undefined) backend.emulator.faults.next(rule)
    count("faults")
    return Promise.resolve()
  }
  const kill = async (): Promise<void> => {
    await delay(5000 + random() * 10_000)
    const signal = random() < 0.7 ? "SIGKILL" : "SIGTERM"
    await world.strike(signal)
    count(signal)
  }

  await Promise.all([
    forever(800, create),
    forever(150, read),
    forever(250, read),
    forever(1500, remove),
    forever(1000, measure),
    forever(4000, strike),
    forever(0, kill)
  ])
  backend.emulator.faults.clear()
  const before = await truth(backend)
  const list = await quiet(world, 30_000)
  // Retention may go on: what it deleted before this look was asked for before it.
  const there = await truth(backend)
  noteDeletes(backend, deleted)
  oracle.ended(list, there, deleted, before)
  for (const { state } of list) count(`in the end ${state}`)
  await world.close()
  return { seconds, seed, wrong: oracle.wrong, samples, counts }
}
