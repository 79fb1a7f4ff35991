/** One life, killed at each of its points, each over an emulator of its own: a few at the same time, they wait for leases to expire. */
import { describe, expect, it } from "vitest"
import { emulatorBackend } from "../../test/harness/emulatorBackend.ts"
import { type CrashPoint, describePoint } from "../harness/CrashPoint.ts"
import { crashWorld } from "../harness/CrashWorld.ts"
import type { Life } from "../harness/lives.ts"

/** `writes`: every one of these calls must be among the points. */
export const killSuite = (
  name: string,
  life: Life,
  points: ReadonlyArray<CrashPoint>,
  writes: ReadonlyArray<string>
): void => {
  describe.concurrent(`${name}, killed at each of its ${points.length} points`, () => {
    it.each(points.map((point) => [describePoint(point), point] as const))("%s", async (_, point) => {
      const backend = await emulatorBackend()
      const world = await crashWorld(backend)
      try {
        expect(points).toContain(point)
        await life.killedAt(world, point, points, backend)
      } finally {
        await world.close()
        await backend.close()
      }
    })

    it("names every write", () => {
      const calls = new Set(points.map((x) => x.call))
      for (const call of writes) expect(calls).toContain(call)
    })
  })
}
