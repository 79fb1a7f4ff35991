/** Every fault at every call of a delete: it is carried out, by itself if need be, or was refused and nothing is lost. Over the emulator. */
import { describe, expect, it } from "vitest"
import type { Reply } from "../test/harness/http.ts"
import { isState, until } from "../test/harness/until.ts"
import { within } from "@camunda-backup/testkit/processes"
import { id, names } from "./harness/CrashWorld.ts"
import { describeFault, faultPoints, type FaultWorld, faultWorld, withBackup } from "./harness/FaultWorld.ts"

const points = await faultPoints(withBackup, (world) => world.remove(), ["remove deletion-lease", 1])

const nothing = { attempts: 0, snapshots: [] }
const everything = { attempts: 1, snapshots: names.map((name) => [name, "SUCCESS"]) }

const isOver = (reply: Reply): boolean => reply.status === 404 || isState("COMPLETED")(reply)

/** A refusal is said to be one; then the deletion is carried out by itself, or nothing is lost and it is asked for again. */
const gone = async (world: FaultWorld, asked: Reply): Promise<void> => {
  if (asked.status === 204) return
  expect([500, 502], asked.text).toContain(asked.status)
  const now = await until(world.get, isOver)
  expect(await world.left()).toEqual(now.status === 404 ? nothing : everything)
  if (now.status !== 404) expect((await until(world.remove, (x) => x.status !== 502)).status).toBe(204)
}

describe.concurrent(`a delete, with a fault at each of its calls (${points.length})`, () => {
  it.each(points.map((point) => [describeFault(point), point] as const))("%s", async (_, point) => {
    const world = await faultWorld()
    try {
      await withBackup(world)
      const fault = world.arm(point)
      const asked = await world.remove()
      await within(fault.arrived, 5000, () => "the call that was to fail")
      await gone(world, asked)
      expect(await world.left()).toEqual(nothing)
      await until(
        () => world.post(id),
        (reply) => reply.status === 200
      )
      await until(world.get, isState("COMPLETED"))
      expect(await world.left()).toEqual(everything)
    } finally {
      await world.close()
    }
  })

  it("names every write that a delete makes", () => {
    const calls = new Set(points.map((x) => x.call))
    for (const call of ["write deletion-lease", "write entry", "DELETE snapshots", "remove deletion-lease"])
      expect(calls).toContain(call)
  })
})
