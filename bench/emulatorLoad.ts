/**
 * The emulator with as many snapshots as the real server, and 100 clients at once: list verbose over the same call to the real server, and its
 * peak memory. The emulator runs in a process of its own, filled over HTTP as the real one was.
 */
import { watchProcess } from "@camunda-backup/testkit/processes"
import { Client } from "@elastic/elasticsearch"
import { fileURLToPath } from "node:url"
import { fillRepository } from "./fillRepository.ts"
import { fetchText } from "./keepAlive.ts"
import { paired } from "./medians.ts"
import { ms, type Row, times } from "./Row.ts"

const aimRatio = 3
const aimMegabytes = 500
const clients = 100
const pageSize = 1000

const entry = fileURLToPath(new URL("../packages/testkit/dist/bin/emulator.js", import.meta.url))

const startEmulatorProcess = async () => {
  const emulator = await watchProcess({ entry, environment: {}, ready: / is ready at (\S+)/ })
  const { url } = emulator
  if (url === null) throw new Error(`the emulator did not start: ${emulator.written()}`)
  return { ...emulator, url }
}

/** Everything, sorted, page by page: what a client does that must not hold it all. Resolves with how many it saw. */
const pageThrough = async (url: string): Promise<number> => {
  let seen = 0
  let after: string | undefined
  do {
    const answer = await fetch(
      `${url}?size=${pageSize}&sort=name${after === undefined ? "" : `&after=${after}`}`
    )
    const { snapshots, next } = (await answer.json()) as { snapshots: ReadonlyArray<unknown>; next?: string }
    seen += snapshots.length
    after = next
  } while (after !== undefined)
  return seen
}

/** Reads and drops, so that the clients keep nothing. */
const drain = async (url: string): Promise<void> => {
  const { body } = await fetch(url)
  await body?.pipeTo(new WritableStream())
}

const crowdOf = <A>(one: () => Promise<A>): Promise<ReadonlyArray<A>> =>
  Promise.all(Array.from({ length: clients }, one))

/** `repository` of the real server holds `backups` backups already (`fillRepository`). */
export const emulatorLoad = async (
  elasticsearch: string,
  repository: string,
  backups: number,
  turns: number
): Promise<ReadonlyArray<Row>> => {
  const emulator = await startEmulatorProcess()
  const client = new Client({ node: emulator.url, maxRetries: 0 })
  await client.snapshot.createRepository({
    name: repository,
    repository: { type: "fs", settings: { location: repository } }
  })
  await fillRepository(emulator.url, repository, backups)
  const path = `/_snapshot/${repository}/*?verbose=true`
  const list = () => fetchText(emulator.url + path)
  const { snapshots } = JSON.parse(await list()) as { snapshots: ReadonlyArray<unknown> }
  if (snapshots.length !== backups * 6) throw new Error(`the emulator lists ${snapshots.length} snapshots`)
  const single = await paired(turns, 2, list, () => fetchText(elasticsearch + path))
  const one = `/_snapshot/${repository}/camunda_operate_1700000000_8.7.2_part_1_of_6`
  const crowd = (url: string) => async () => {
    await Promise.all(
      Array.from({ length: clients }, async () => {
        const answer = await fetch(url + one)
        await answer.text()
        if (answer.status !== 200) throw new Error(`${answer.status} of one of ${clients} clients`)
      })
    )
  }
  const many = await paired(turns, 2, crowd(emulator.url), crowd(elasticsearch))
  const paging = performance.now()
  const seen = await crowdOf(() => pageThrough(`${emulator.url}/_snapshot/${repository}/*`))
  const paged = performance.now() - paging
  if (seen.some((count) => count !== backups * 6))
    throw new Error("a client that pages saw too few snapshots")
  const listing = performance.now()
  await crowdOf(() => drain(emulator.url + path))
  const listed = performance.now() - listing
  const peak = emulator.peakMegabytes()
  await client.close()
  await emulator.end()
  const row = (what: string, result: typeof single): Row => ({
    what,
    ours: ms(result.ours),
    bare: ms(result.bare),
    result: times(result.ratio),
    aim: `≤ ${times(aimRatio)}`,
    met: result.ratio <= aimRatio
  })
  return [
    row(`emulator: list verbose of ${backups * 6} snapshots, over the real server`, single),
    row(`emulator: ${clients} clients, one get each, over the real server`, many),
    {
      what: `emulator: ${clients} clients, each pages through all snapshots, sorted; then each lists them`,
      ours: `${ms(paged)}, ${ms(listed)}`,
      bare: "",
      result: `${ms(paged / (clients * Math.ceil((backups * 6) / pageSize)))} a page`,
      aim: "reported",
      met: null
    },
    {
      what: `emulator: peak memory with ${backups * 6} snapshots`,
      ours: `${Math.round(peak)} MB`,
      bare: "",
      result: `${Math.round(peak)} MB`,
      aim: `≤ ${aimMegabytes} MB`,
      met: peak <= aimMegabytes
    }
  ]
}
