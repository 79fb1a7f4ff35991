/** What is killed at each of its points: a create, a delete, a take-over; and what must be true of it in the end. */
import { expect } from "vitest"
import type { Backend } from "../../test/harness/Backend.ts"
import type { BuiltServer } from "../../test-elasticsearch/harness/builtServer.ts"
import type { CrashPoint } from "./CrashPoint.ts"
import { type CrashWorld, whole } from "./CrashWorld.ts"
import { afterRestore, drill, read, restoreInPlace } from "./restoreLife.ts"
import { afterDelete, completes, completesOrWasNeverAsked, post, remove } from "./lifeCycle.ts"
import { recordPoints, type Rehearsal } from "./recordPoints.ts"

export interface Life {
  /** Every point it is killed at. */
  readonly points: () => Promise<ReadonlyArray<CrashPoint>>
  /** Kills it at this one of all points, and lets the next process finish it. */
  readonly killedAt: (
    world: CrashWorld,
    point: CrashPoint,
    points: ReadonlyArray<CrashPoint>,
    backend: Backend
  ) => Promise<void>
}

export const withBackup = async (world: CrashWorld): Promise<BuiltServer> => {
  const server = await world.start()
  await post(server)
  await completes(server)
  return server
}

/** A process was killed when its second part had just been carried out. */
const left = async (world: CrashWorld): Promise<void> => {
  const first = await world.start()
  const secondPart = { call: "PUT snapshot part 2", occurrence: 0, when: "after" } as const
  await world.killAt(first, secondPart, () => post(first))
}

/** From here on the backup is accepted, whether the client was told or not. */
const isRecorded = ({ call, when }: CrashPoint): boolean => call === "write entry" && when === "after"

const createKilledAt: Life["killedAt"] = async (world, point, points) => {
  const first = await world.start()
  await world.killAt(first, point, () => post(first))
  const accepted = points.indexOf(point) >= points.findIndex(isRecorded)
  expect(await completesOrWasNeverAsked(await world.start())).toBe(accepted ? "accepted" : "never asked")
  expect(await world.proof()).toEqual(whole)
}

const deleteKilledAt: Life["killedAt"] = async (world, point, _points, backend) => {
  const first = await withBackup(world)
  await world.killAt(first, point, () => remove(first))
  expect(await afterDelete(await world.start(), backend, world.repository)).toEqual([])
}

const takeOverKilledAt: Life["killedAt"] = async (world, point) => {
  await left(world)
  const second = await world.start()
  await world.killAt(second, point, async () => {})
  await completes(await world.start())
  expect(await world.proof()).toEqual(whole)
}

export const life = (rehearsal: Rehearsal, killedAt: Life["killedAt"]): Life => ({
  points: () => recordPoints(rehearsal),
  killedAt
})

// The lease is written twice: acquired, and given back.
export const aCreate = life(
  { arrange: (world) => world.start(), work: post, last: ["write lease", 2] },
  createKilledAt
)

export const aDelete = life(
  { arrange: withBackup, work: remove, last: ["remove deletion-lease", 1] },
  deleteKilledAt
)

const afterAKill = async (world: CrashWorld): Promise<BuiltServer> => {
  await left(world)
  return world.start()
}

export const aTakeOver = life(
  { arrange: afterAKill, work: async () => {}, last: ["write lease", 2] },
  takeOverKilledAt
)

const drillKilledAt: Life["killedAt"] = async (world, point, _points, backend) => {
  const first = await withBackup(world)
  const before = await read(backend)
  await world.killAt(first, point, () => drill(first))
  await afterRestore(await world.start(), backend, "Drill", before)
}

export const aDrill = life(
  { arrange: withBackup, work: drill, last: ["write aside-lease", 2], leaseTtl: "60s" },
  drillKilledAt
)

const restoreKilledAt: Life["killedAt"] = async (world, point, _points, backend) => {
  const first = await withBackup(world)
  const before = await read(backend)
  await world.killAt(first, point, () => restoreInPlace(first))
  await afterRestore(await world.start(), backend, "InPlace", before)
}

/** Without a drill before: that is a life of its own. */
export const aRestore = life(
  { arrange: withBackup, work: restoreInPlace, last: ["write lease", 2], leaseTtl: "60s" },
  restoreKilledAt
)
