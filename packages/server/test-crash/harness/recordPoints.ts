/** The points of a piece of work, from one time that nothing happens to it. Nobody asks for the state meanwhile: that would be calls too. */
import { emulatorBackend } from "../../test/harness/emulatorBackend.ts"
import type { BuiltServer } from "../../test-elasticsearch/harness/builtServer.ts"
import { within } from "@camunda-backup/testkit/processes"
import { callOf, type CrashPoint, pointsOf } from "./CrashPoint.ts"
import { type CrashWorld, crashWorld } from "./CrashWorld.ts"

export interface Rehearsal {
  /** What is there before; gives the process whose calls count. */
  readonly arrange: (world: CrashWorld) => Promise<BuiltServer>
  readonly work: (server: BuiltServer) => Promise<unknown>
  /** The call that ends the work, and how often it is made in it. */
  readonly last: readonly [call: string, times: number]
  /** Long enough that no sign of life falls into the work: they come as time goes by, not as steps of it. `6s` unless given. */
  readonly leaseTtl?: string
}

export const recordPoints = async ({
  arrange,
  work,
  last,
  leaseTtl = "6s"
}: Rehearsal): Promise<ReadonlyArray<CrashPoint>> => {
  const backend = await emulatorBackend()
  // Long enough that no sign of life, and no look for a request to stop, falls into the work: they come as time goes by, not as steps of it.
  const world = await crashWorld(backend, { variables: { CAMUNDA_BACKUP_LEASE_TTL: leaseTtl } })
  try {
    const server = await arrange(world)
    const [call, times] = last
    world.proxy.requests.clear()
    const { arrived } = world.proxy.faults.next({
      when: (request) => callOf(request) === call,
      skip: times - 1,
      hold: true
    })
    const worked = work(server).catch(() => {})
    await within(arrived, 20_000, () => `the last call, ${call}`)
    await server.end("SIGKILL", 5000)
    await worked
    return pointsOf(world.proxy.requests.all)
  } finally {
    await world.close()
    await backend.close()
  }
}
