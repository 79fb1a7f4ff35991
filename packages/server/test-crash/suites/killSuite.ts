/** One life, killed at each of its points, over the emulator. */
import { afterAll, beforeAll, expect, it } from "vitest"
import { type EmulatorBackend, emulatorBackend } from "../../test/harness/emulatorBackend.ts"
import { type CrashPoint, describePoint } from "../harness/CrashPoint.ts"
import { crashWorld } from "../harness/CrashWorld.ts"
import type { Life } from "../harness/lives.ts"

/** `writes`: every one of these calls must be among the points. */
export const killSuite = (
  life: Life,
  points: ReadonlyArray<CrashPoint>,
  writes: ReadonlyArray<string>
): void => {
  let backend: EmulatorBackend
  beforeAll(async () => {
    backend = await emulatorBackend()
  })
  afterAll(() => backend.close())

  it.each(points.map((point) => [describePoint(point), point] as const))("%s", async (_, point) => {
    expect.hasAssertions()
    const world = await crashWorld(backend)
    try {
      await life.killedAt(world, point, points, backend)
    } finally {
      await world.close()
    }
  })

  it("names every write", () => {
    const calls = new Set(points.map((x) => x.call))
    for (const call of writes) expect(calls).toContain(call)
  })
}
