/** The same on a real Elasticsearch: a seeded sample of the kills, of slow parts too, races of replicas, and a crash of both at once. */
import { startFaultProxy } from "@camunda-backup/testkit/faults"
import { type SeededRandom, seededRandom } from "@camunda-backup/testkit/installation"
import { beforeAll, describe, expect, it } from "vitest"
import type { Reply } from "../test/harness/http.ts"
import { type RealBackend, realBackend } from "../test/harness/realBackend.ts"
import { until } from "../test/harness/until.ts"
import { makeLarge, slowRepository } from "../test-elasticsearch/harness/slow.ts"
import { aCancelOfADrill, aCancelOfARestore } from "./harness/cancelLives.ts"
import { count, seed } from "./harness/counts.ts"
import { type CrashPoint, describePoint } from "./harness/CrashPoint.ts"
import { type CrashWorld, crashWorld, names, whole } from "./harness/CrashWorld.ts"
import { completes, get, post } from "./harness/lifeCycle.ts"
import { aCreate, aDelete, aDrill, aRestore, aTakeOver, type Life } from "./harness/lives.ts"
import { realIsThere } from "./harness/realIsThere.ts"
import { raceSuite } from "./suites/raceSuite.ts"

const version = "8.19.21"

/** A real server is slower, and waits longer before a create is known not to come any more. */
const variables = { CAMUNDA_BACKUP_LEASE_TTL: "2s", CAMUNDA_BACKUP_MASTER_TIMEOUT: "1s" }

interface Kill {
  readonly life: Life
  readonly name: string
  readonly point: CrashPoint
  readonly points: ReadonlyArray<CrashPoint>
}

const ofBackups = { "a create": aCreate, "a delete": aDelete, "a take-over": aTakeOver }
const ofRestores = {
  "a drill": aDrill,
  "a restore in place": aRestore,
  "a cancel of a drill": aCancelOfADrill,
  "a cancel of a restore in place": aCancelOfARestore
}

/** Of all points of all lives, so many without doubles. */
const sample = async (
  lives: Readonly<Record<string, Life>>,
  random: SeededRandom,
  size: number
): Promise<ReadonlyArray<Kill>> => {
  const all: Array<Kill> = []
  for (const [name, life] of Object.entries(lives)) {
    // oxlint-disable-next-line no-await-in-loop -- one emulator at a time
    const points = await life.points()
    for (const point of points) all.push({ life, name, point, points })
  }
  return Array.from({ length: size }, () => all.splice(random.integer(all.length), 1)).flat()
}

const isInSecondPart = (reply: Reply): boolean =>
  reply.text.includes(`{"snapshotName":"${names[1]}","state":"IN_PROGRESS"`)

const there = await realIsThere(version)
const kills = there
  ? [
      ...(await sample(ofBackups, seededRandom(seed), count(5, 30))),
      ...(await sample(ofRestores, seededRandom(`${seed} restores`), count(3, 40)))
    ]
  : []

describe.runIf(there)(`Elasticsearch ${version} (CRASH_SEED=${seed})`, () => {
  const makeBackend = realBackend(version, { documentsPerIndex: 2, datedDays: 1, payloadBytes: 1 })
  let backend: RealBackend
  beforeAll(async () => {
    backend = await makeBackend()
  })

  const inWorld = async (use: (world: CrashWorld) => Promise<void>, repository?: string): Promise<void> => {
    const world = await crashWorld(backend, {
      variables,
      ...(repository === undefined ? {} : { repository })
    })
    try {
      await use(world)
    } finally {
      await world.close()
    }
  }

  it.each(kills.map((kill) => [kill.name, describePoint(kill.point), kill] as const))(
    "%s, killed %s",
    async (_name, _point, { life, point, points }) => {
      expect.hasAssertions()
      await inWorld((world) => life.killedAt(world, point, points, backend))
    }
  )

  describe("replicas race", () => {
    raceSuite(
      async () => {
        const { url, faults, close } = await startFaultProxy({ target: backend.url })
        return { backend, url, faults, close }
      },
      seed,
      count(5, 50),
      5
    )
  })

  describe("a part takes long", () => {
    beforeAll(() => makeLarge(backend, "operate-list-view-8.3.0_"))

    it.each(Array.from({ length: count(1, 6) }, (_, i) => i))(
      "and three processes are killed at moments of chance (%i)",
      async (i) => {
        const random = seededRandom(`${seed} slow ${i}`)
        const slow = await slowRepository(backend, "500kb")
        await inWorld(async (world) => {
          const first = await world.start()
          await world.killAfter(first, 20 + random.integer(60), () => post(first))
          for (const _ of [2, 3]) {
            // oxlint-disable-next-line no-await-in-loop -- one process after the other
            await world.killAfter(await world.start(), random.integer(80), async () => {})
          }
          const last = await world.start()
          await slow.release()
          await completes(last)
          expect(await world.proof()).toEqual(whole)
        }, slow.name)
      }
    )

    it("and Elasticsearch crashes together with the process that takes it", async () => {
      const slow = await slowRepository(backend)
      await inWorld(async (world) => {
        const first = await world.start()
        expect((await post(first)).status).toBe(200)
        await until(() => get(first), isInSecondPart)
        await Promise.all([world.kill(first), backend.down()])
        const second = await world.start()
        await backend.up()
        await slow.release()
        await completes(second)
        expect(await world.proof()).toEqual(whole)
      }, slow.name)
    })
  })
})
