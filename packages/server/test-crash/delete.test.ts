/** The process is killed before and after every call of a delete; the next one finishes it. Over the emulator, every point. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type EmulatorBackend, emulatorBackend } from "../test/harness/emulatorBackend.ts"
import { type CrashWorld, crashWorld, names } from "./harness/CrashWorld.ts"
import { describePoint } from "./harness/CrashPoint.ts"
import { completes, afterDelete, post, remove } from "./harness/lifeCycle.ts"
import { recordPoints } from "./harness/recordPoints.ts"

const withBackup = async (world: CrashWorld) => {
  const server = await world.start()
  await post(server)
  await completes(server)
  return server
}

const points = await recordPoints({
  arrange: withBackup,
  work: remove,
  last: ["remove deletion-lease", 1]
})

describe(`a delete, killed at each of its ${points.length} points`, () => {
  let backend: EmulatorBackend
  beforeAll(async () => {
    backend = await emulatorBackend()
  })
  afterAll(() => backend.close())

  it.each(points.map((point) => [describePoint(point), point] as const))("%s", async (_, point) => {
    const world = await crashWorld(backend)
    try {
      const first = await withBackup(world)
      await world.killAt(first, point, () => remove(first))
      expect(await afterDelete(await world.start(), backend, world.repository)).toEqual([])
    } finally {
      await world.close()
    }
  })

  it("finishes a delete of a running backup, whose process is killed while the part is being aborted", async () => {
    const world = await crashWorld(backend)
    const hold = backend.emulator.snapshots.hold(names[2] ?? "")
    try {
      const first = await world.start()
      await post(first)
      await hold.arrived
      const call = "DELETE snapshot part 3"
      await world.killAt(first, { call, occurrence: 0, when: "before" }, () => remove(first))
      expect(await afterDelete(await world.start(), backend, world.repository)).toEqual([])
      expect(backend.emulator.snapshots.names(world.repository)).toEqual([])
      expect(backend.emulator.snapshots.running()).toEqual([])
    } finally {
      hold.release()
      await world.close()
    }
  })
})
