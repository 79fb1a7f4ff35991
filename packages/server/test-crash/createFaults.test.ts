/** Every fault at every call of a create: it completes, each part once, or is refused and was never asked. Over the emulator. */
import { describe, expect, it } from "vitest"
import type { Reply } from "../test/harness/http.ts"
import { isState, until } from "../test/harness/until.ts"
import { within } from "@camunda-backup/testkit/processes"
import { id, names } from "./harness/CrashWorld.ts"
import { describeFault, faultPoints, type FaultWorld, faultWorld } from "./harness/FaultWorld.ts"

const points = await faultPoints(
  async () => {},
  (world) => world.post(id),
  ["write lease", 2]
)

const stateOf = (reply: Reply): unknown =>
  reply.status === 200 ? (reply.json as { readonly state: unknown }).state : reply.status

const isAccepted = (reply: Reply): boolean => reply.status === 200 || reply.text.includes("already exists")
const isOver = (reply: Reply): boolean => reply.status === 404 || isState("COMPLETED")(reply)

/** A refusal is said to be one. If the answer to its record was lost it may have been accepted all the same; otherwise it is asked again. */
const accepted = async (world: FaultWorld, asked: Reply): Promise<void> => {
  if (asked.status === 200) return
  expect([500, 502], asked.text).toContain(asked.status)
  const now = await until(world.get, isOver)
  if (now.status === 404) await until(() => world.post(id), isAccepted)
}

describe.concurrent(`a create, with a fault at each of its calls (${points.length})`, () => {
  it.each(points.map((point) => [describeFault(point), point] as const))("%s", async (_, point) => {
    const world = await faultWorld()
    try {
      const fault = world.arm(point)
      const said = new Set<unknown>()
      await accepted(world, await world.post(id))
      const done = await until(async () => {
        const reply = await world.get()
        said.add(stateOf(reply))
        return reply
      }, isState("COMPLETED"))
      await within(fault.arrived, 5000, () => "the call that was to fail")
      expect((done.json as { readonly failureReason: unknown }).failureReason).toBe(null)
      // 502: the fault struck the question, or Elasticsearch's port was closed.
      expect([...said].filter((x) => !["IN_PROGRESS", "COMPLETED", 502].some((y) => y === x))).toEqual([])
      expect(await world.left()).toEqual({ attempts: 1, snapshots: names.map((name) => [name, "SUCCESS"]) })
      for (let part = 1; part <= 6; part++)
        expect(world.intact(`PUT snapshot part ${part}`).length).toBeLessThanOrEqual(1)
      await until(() => world.post(id + 1), isAccepted)
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
