/** The process is killed before and after every call of a create; the next one finishes it. Over the emulator, every point. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type EmulatorBackend, emulatorBackend } from "../test/harness/emulatorBackend.ts"
import { crashWorld, whole } from "./harness/CrashWorld.ts"
import { type CrashPoint, describePoint } from "./harness/CrashPoint.ts"
import { recordPoints } from "./harness/recordPoints.ts"
import { completesOrWasNeverAsked, post } from "./harness/lifeCycle.ts"

// The lease is written twice: acquired, and given back.
const points = await recordPoints({
  arrange: (world) => world.start(),
  work: post,
  last: ["write lease", 2]
})

/** From here on the backup is accepted, whether the client was told or not. */
const isRecorded = ({ call, when }: CrashPoint): boolean => call === "write entry" && when === "after"

describe(`a create, killed at each of its ${points.length} points`, () => {
  let backend: EmulatorBackend
  beforeAll(async () => {
    backend = await emulatorBackend()
  })
  afterAll(() => backend.close())

  it.each(points.map((point) => [describePoint(point), point] as const))("%s", async (_, point) => {
    const world = await crashWorld(backend)
    try {
      const first = await world.start()
      await world.killAt(first, point, () => post(first))
      const second = await world.start()
      const accepted = points.indexOf(point) >= points.findIndex(isRecorded)
      expect(await completesOrWasNeverAsked(second)).toBe(accepted ? "accepted" : "never asked")
      expect(await world.proof()).toEqual(whole)
    } finally {
      await world.close()
    }
  })

  it("names every write that a create makes", () => {
    const calls = new Set(points.map((x) => x.call))
    for (const call of ["write lease", "write entry", "create journal index"]) expect(calls).toContain(call)
    for (let part = 1; part <= 6; part++) expect(calls).toContain(`PUT snapshot part ${part}`)
  })
})
