/** The process that took a backup over is killed too, before and after every call it makes for it; a third one finishes it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type EmulatorBackend, emulatorBackend } from "../test/harness/emulatorBackend.ts"
import { type CrashWorld, crashWorld, whole } from "./harness/CrashWorld.ts"
import { describePoint } from "./harness/CrashPoint.ts"
import { completes, post } from "./harness/lifeCycle.ts"
import { recordPoints } from "./harness/recordPoints.ts"

/** A process was killed when its second part had just been carried out. */
const left = async (world: CrashWorld): Promise<void> => {
  const first = await world.start()
  const secondPart = { call: "PUT snapshot part 2", occurrence: 0, when: "after" } as const
  await world.killAt(first, secondPart, () => post(first))
}

const points = await recordPoints({
  arrange: async (world) => {
    await left(world)
    return world.start()
  },
  work: async () => {},
  last: ["write lease", 2]
})

describe(`a take-over, killed at each of its ${points.length} points`, () => {
  let backend: EmulatorBackend
  beforeAll(async () => {
    backend = await emulatorBackend()
  })
  afterAll(() => backend.close())

  it.each(points.map((point) => [describePoint(point), point] as const))("%s", async (_, point) => {
    const world = await crashWorld(backend)
    try {
      await left(world)
      const second = await world.start()
      await world.killAt(second, point, async () => {})
      await completes(await world.start())
      expect(await world.proof()).toEqual(whole)
    } finally {
      await world.close()
    }
  })
})
