/** A restore or drill is cancelled in the middle of its second part, and the process is killed at each step of that. */
import { expect } from "vitest"
import type { Reply } from "../../test/harness/http.ts"
import { within } from "@camunda-backup/testkit/processes"
import type { Fault } from "@camunda-backup/testkit/faults"
import type { BuiltServer } from "../../test-elasticsearch/harness/builtServer.ts"
import { callOf, type CrashPoint } from "./CrashPoint.ts"
import type { CrashWorld } from "./CrashWorld.ts"
import { type Life, life, withBackup } from "./lives.ts"
import { allEnded, cancel, drill, eventsOf, isAsBefore, read, restoreInPlace, resume } from "./restoreLife.ts"

type Start = (server: BuiltServer) => Promise<Reply>

interface Running {
  readonly server: BuiltServer
  readonly id: string
  /** Its second part is carried out, and the answer kept back: until then its owner calls nothing. */
  readonly answer: Fault
}

const begun = async (world: CrashWorld, start: Start, server: BuiltServer): Promise<Running> => {
  const answer = world.proxy.faults.next({
    when: (request) => callOf(request) === "restore part 2",
    hold: "after"
  })
  const { json } = await start(server)
  await within(answer.arrived, 20_000, () => "the second part")
  return { server, id: (json as { readonly id: string }).id, answer }
}

const cancelled = async ({ server, id, answer }: Running): Promise<void> => {
  await cancel(server, id)
  answer.release()
}

/** The request to stop itself. What else is called can also come as time goes by, before it. */
const isRequest = ({ call, occurrence }: CrashPoint): boolean => call === "write restore" && occurrence === 0

const cancelOf = (start: Start, lease: string, target: "Drill" | "InPlace"): Life => {
  // The rehearsal knows no more than the server whose calls count.
  const running = new WeakMap<BuiltServer, Running>()
  return life(
    {
      arrange: async (world) => {
        const server = await withBackup(world)
        running.set(server, await begun(world, start, server))
        return server
      },
      work: async (server) => {
        const found = running.get(server)
        if (found !== undefined) await cancelled(found)
      },
      last: [lease, 1],
      leaseTtl: "60s"
    },
    async (world, point, _points, backend) => {
      const first = await withBackup(world)
      const before = await read(backend)
      const found = await begun(world, start, first)
      await world.killAt(first, point, () => cancelled(found))
      const next = await world.start()
      const [ended, ...more] = await allEnded(next)
      expect(more).toEqual([])
      const recorded = (await eventsOf(next, found.id)).includes("StopRequested")
      if (isRequest(point)) expect(recorded).toBe(point.when === "after")
      expect(ended).toMatchObject({ id: found.id, target, state: recorded ? "Stopped" : "Completed" })
      // What was deleted is not back yet: that is said, and whoever resumes it brings it back.
      if (recorded && target === "InPlace") {
        expect(ended?.reason).toContain("resume the restore")
        expect((await resume(next, found.id)).status).toBe(202)
        expect(await allEnded(next)).toMatchObject([{ id: found.id, state: "Completed" }])
      }
      await isAsBefore(backend, before)
    }
  )
}

export const aCancelOfADrill = cancelOf(drill, "write aside-lease", "Drill")

export const aCancelOfARestore = cancelOf(restoreInPlace, "write lease", "InPlace")
