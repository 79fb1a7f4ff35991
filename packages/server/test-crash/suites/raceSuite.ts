/** Replicas race for the same things; a third one is asked all the time what it sees. Seeded. */
import type { Faults } from "@camunda-backup/testkit/faults"
import { type SeededRandom, seededRandom } from "@camunda-backup/testkit/installation"
import { expect, it } from "vitest"
import type { Backend } from "../../test/harness/Backend.ts"
import { create, type Reply, send } from "../../test/harness/http.ts"
import { startServer, type TestServer, type TestSettings } from "../../test/harness/server.ts"
import { isState, until } from "../../test/harness/until.ts"
import { storedSnapshots } from "../../test-elasticsearch/harness/storedSnapshots.ts"
import { within } from "@camunda-backup/testkit/processes"
import { path } from "../harness/CrashWorld.ts"
import { watching } from "../harness/watching.ts"

export interface RaceWorld {
  readonly backend: Backend
  /** Where the replicas find Elasticsearch. */
  readonly url: string
  readonly faults: Faults
  readonly close: () => Promise<void>
}

const namesOf = (id: number) =>
  [1, 2, 3, 4, 5, 6].map((part) => `camunda_operate_${id}_8.7.2_part_${part}_of_6`)

/** All the refusals that a create may get which another one was faster than. */
const faster = /^(Another backup is running at the moment$|A backup with ID \[\d+\] already exists)/

interface Round {
  readonly servers: readonly [TestServer, TestServer, TestServer]
  readonly world: RaceWorld
  readonly repository: string
  readonly id: number
  readonly random: SeededRandom
}

const post = ({ url }: TestServer, id: number) => create(url, path, id)
const get = ({ url }: TestServer, id: number) => send(url, "GET", `${path}/${id}`)
const remove = ({ url }: TestServer, id: number) => send(url, "DELETE", `${path}/${id}`)

const stored = async ({ world, repository }: Round, ...ids: ReadonlyArray<number>) =>
  (await storedSnapshots(world.backend, repository)).filter((x) => ids.includes(Number(x.metadata.backupId)))

const isWhole = async (round: Round, id: number, ...others: ReadonlyArray<number>): Promise<void> => {
  const found = await stored(round, id, ...others)
  expect(found.map((x) => [x.snapshot, x.state])).toEqual(namesOf(id).map((name) => [name, "SUCCESS"]))
  expect(new Set(found.map((x) => x.metadata.attempt)).size).toBe(1)
}

const refusal = (reply: Reply): string => (reply.json as { readonly message: string }).message

/** Two or three ask at once, for one id or each for its own: one wins, and its backup is the only one. */
const creates = async (round: Round): Promise<void> => {
  const { servers, id, random } = round
  const racers = servers.slice(0, 2 + random.integer(2))
  const sameId = random.integer(2) === 0
  const ids = racers.map((_, i) => (sameId ? id : id + i))
  const seen = ids.map((x) => watching(() => get(servers[2], x)))
  // Backups of different ids may follow each other: only while one runs is the other to be refused.
  const part = round.world.faults.next({ method: "PUT", path: /_part_1_of_6$/, hold: true })
  const replies = await Promise.all(racers.map((server, i) => post(server, ids[i] ?? id)))
  part.release()
  const winners = replies.flatMap((x, i) => (x.status === 200 ? [ids[i] ?? id] : []))
  expect(winners, replies.map((x) => x.text).join("\n")).toHaveLength(1)
  for (const reply of replies.filter((x) => x.status !== 200)) {
    expect(reply.status).toBe(400)
    expect(refusal(reply)).toMatch(faster)
  }
  const winner = winners[0] ?? id
  await Promise.all(servers.map((server) => until(() => get(server, winner), isState("COMPLETED"))))
  for (const [i, watched] of seen.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- a few, and they end by themselves
    const said = await watched.end()
    expect([
      [404],
      [404, "IN_PROGRESS", "COMPLETED"],
      ["IN_PROGRESS", "COMPLETED"],
      [404, "COMPLETED"],
      ["COMPLETED"]
    ]).toContainEqual(said)
    expect(said.at(-1)).toBe(ids[i] === winner ? "COMPLETED" : 404)
  }
  await isWhole(round, winner, ...ids)
}

/** A create, and somewhere on its way a delete of the same id through another replica. */
const createAndDelete = async (round: Round): Promise<void> => {
  const { servers, world, id, random } = round
  const [one, other, third] = servers
  const moment = world.faults.next({
    when: () => true,
    skip: random.integer(60),
    drip: { bytes: 1 << 20, every: 1 }
  })
  const watched = watching(() => get(third, id))
  const asked = post(one, id)
  await within(moment.arrived, 20_000, () => "the moment to delete")
  const removed = await remove(other, id)
  expect([204, 404], removed.text).toContain(removed.status)
  expect((await asked).status).toBe(200)
  await (removed.status === 404
    ? until(() => get(third, id), isState("COMPLETED"))
    : until(
        () => get(third, id),
        (reply) => reply.status === 404
      ))
  const said = await watched.end()
  expect(
    said.filter(
      (x) => !["IN_PROGRESS", "COMPLETED", "INCOMPLETE: It is being deleted", 404].some((y) => y === x)
    )
  ).toEqual([])
  if (removed.status === 404) return isWhole(round, id)
  expect(await stored(round, id)).toEqual([])
}

/** Two deletes of one backup, and then it can be taken again. */
const deletes = async (round: Round): Promise<void> => {
  const { servers, id } = round
  const [one, other, third] = servers
  expect((await post(one, id)).status).toBe(200)
  await until(() => get(other, id), isState("COMPLETED"))
  const watched = watching(() => get(third, id))
  const statuses = (await Promise.all([remove(one, id), remove(other, id)])).map((x) => x.status)
  expect([
    [204, 204],
    [204, 404],
    [404, 204]
  ]).toContainEqual(statuses)
  expect(await stored(round, id)).toEqual([])
  const said = await watched.end()
  expect(["COMPLETED", "INCOMPLETE: It is being deleted", 404].filter((x) => said.includes(x))).toEqual(said)
  expect((await post(third, id)).status).toBe(200)
  await until(() => get(one, id), isState("COMPLETED"))
  await isWhole(round, id)
}

const kinds = { creates, createAndDelete, deletes }
const weighted = ["creates", "creates", "createAndDelete", "createAndDelete", "deletes"] as const

/** `perWorld`: after so many rounds an empty repository, a new journal and new processes. */
export const raceSuite = (
  newWorld: () => Promise<RaceWorld>,
  seed: string,
  rounds: number,
  perWorld: number
): void => {
  const blocks = Math.ceil(rounds / perWorld)
  it.each(Array.from({ length: blocks }, (_, i) => i))("rounds of block %i", async (block) => {
    const world = await newWorld()
    const repository = await world.backend.newRepository()
    const settings: TestSettings = {
      repository,
      journalIndex: `journal-${repository}`,
      masterTimeout: "200 millis"
    }
    const servers = [
      await startServer(world.url, settings),
      await startServer(world.url, settings),
      await startServer(world.url, settings)
    ] as const
    let raced = 0
    try {
      for (let i = 0; i < perWorld; i++) {
        const random = seededRandom(`${seed} ${block} ${i}`)
        const kind = random.pick(weighted)
        const round = { servers, world, repository, id: 1000 + 10 * i, random }
        // oxlint-disable-next-line no-await-in-loop -- one race after the other
        await kinds[kind](round).catch((error: unknown) => {
          throw new Error(`CRASH_SEED=${JSON.stringify(seed)}, block ${block}, round ${i}: ${kind}`, {
            cause: error
          })
        })
        raced++
      }
      expect(raced).toBe(perWorld)
    } finally {
      await Promise.all(servers.map((x) => x.close()))
      await world.close()
    }
  })
}
