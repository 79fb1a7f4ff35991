/** The process is killed before and after every call of a delete; the next one finishes it. Over the emulator, every point. */
import { describe, expect, it } from "vitest"
import { emulatorBackend } from "../test/harness/emulatorBackend.ts"
import { crashWorld, names } from "./harness/CrashWorld.ts"
import { afterDelete, post, remove } from "./harness/lifeCycle.ts"
import { aDelete } from "./harness/lives.ts"
import { killSuite } from "./suites/killSuite.ts"

const points = await aDelete.points()

describe(`a delete, killed at each of its ${points.length} points`, () => {
  killSuite(aDelete, points, [
    "write deletion-lease",
    "write entry",
    "DELETE snapshots",
    "remove deletion-lease"
  ])

  it("finishes a delete of a running backup, whose process is killed while the part is being aborted", async () => {
    const backend = await emulatorBackend()
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
      await backend.close()
    }
  })
})
