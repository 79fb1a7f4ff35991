/**
 * An installation to look at: good backups, one with a failed shard, one that was given up half-way, and one that is being taken, whose last part
 * of Tasklist makes no progress. What is wrong has its reason, as in an installation where it happened.
 */
import { addEndedAttempt } from "./endedAttempt.ts"
import { startWorld, type World } from "./world.ts"

const day = 24
const hourMillis = 3_600_000

/** What Elasticsearch says of a shard whose node has no room. */
const shardReason = "IndexShardSnapshotFailedException[java.io.IOException: No space left on device]"

const noMaster = "503 master_not_discovered_exception: no elected master for 30s"

/** Resolves when the running one has begun. `stallAfter`: when a part without progress is said to be stalled. */
export const startDemo = async (snapshotDuration: number, stallAfter = "20s"): Promise<World> => {
  const world = await startWorld(snapshotDuration, undefined, { CAMUNDA_BACKUP_STALL_AFTER: stallAfter })
  world.emulator.snapshots.hold("camunda_tasklist_*_part_6_of_6")
  const begun = Date.now()
  const id = (hours: number): number => Math.floor(begun / 1000) - hours * 3600
  const incomplete = 5
  for (let i = 1; i <= 9; i++) {
    const age = i * day - 3
    const more =
      i === 3
        ? { partial: 4, shardReason }
        : i === incomplete
          ? { parts: 3 }
          : i === 7
            ? { components: ["operate"] as const }
            : {}
    world.seed(id(age), age, more)
  }
  const answer = await fetch(`${world.url}/api/v1/backups`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"components":["operate","tasklist"]}'
  })
  if (answer.status !== 202) throw new Error(`the running backup was refused: ${await answer.text()}`)
  const age = incomplete * day - 3
  const askedAt = begun - age * hourMillis
  for (const component of ["operate", "tasklist"] as const)
    await addEndedAttempt(world.emulator, {
      component,
      id: id(age),
      askedAt,
      endedAt: askedAt + 660_000,
      part: 4,
      reason: noMaster
    })
  return world
}
