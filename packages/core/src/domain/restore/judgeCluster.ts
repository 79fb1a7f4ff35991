/** Judges whether the cluster takes what a restore brings: blocks, allocation, running work, room for shards and bytes. */
import * as Finding from "../check/Finding.ts"
import { room } from "../DiskRoom.ts"
import { bytes as sizeText } from "../Quantities.ts"
import type { RestoreFacts } from "./RestoreFacts.ts"
import type { DoomedIndex, RestorePart, Stage, Target } from "./RestorePlan.ts"

/** What the plan would make and delete, and in which stages. */
export interface Intent {
  readonly target: Target
  readonly stages: ReadonlyArray<Stage>
  readonly parts: ReadonlyArray<RestorePart>
  readonly doomed: ReadonlyArray<DoomedIndex>
}

/** Everything about the cluster. */
export const judgeCluster = (facts: RestoreFacts, intent: Intent): ReadonlyArray<Finding.Finding> => [
  ...blocked(facts),
  ...undeletable(facts, intent),
  ...running(facts, intent),
  ...shards(facts, intent),
  ...disk(facts, intent)
]

const blocked = ({ allocation, settings }: RestoreFacts): ReadonlyArray<Finding.Finding> => {
  const what = "restore-cluster"
  if (settings.blocks.length > 0)
    return [
      Finding.error(what, {
        symptom: `The cluster is blocked: ${settings.blocks.join(", ")}.`,
        impact: "Elasticsearch refuses to make or delete an index.",
        action: "Find out who set it and why, then set it to null with PUT /_cluster/settings."
      })
    ]
  if (allocation.enable === "none")
    return [
      Finding.error(what, {
        symptom: `Shards are not allocated: cluster.routing.allocation.enable is ${allocation.enable}.`,
        impact: "The restored indices would stay red until somebody allows it.",
        action:
          'Set it to null with PUT /_cluster/settings, e.g. {"persistent":{"cluster.routing.allocation.enable":null}}.'
      })
    ]
  return [Finding.ok(what, "The cluster takes new indices.")]
}

/** `write`, `read` and `read_only_allow_delete` let an index be deleted. */
const againstDeletes = new Set(["read_only", "metadata"])

const undeletable = (
  { backup, ofComponent }: RestoreFacts,
  { doomed }: Intent
): ReadonlyArray<Finding.Finding> => {
  const uuids = new Set(doomed.map((x) => x.uuid))
  const found = ofComponent.flatMap((x) =>
    x.uuid !== null && uuids.has(x.uuid)
      ? x.blocks.filter((y) => againstDeletes.has(y)).map((y) => `index.blocks.${y} of ${x.name}`)
      : []
  )
  return found.length === 0
    ? []
    : [
        Finding.error(
          "restore-cluster",
          {
            symptom: `Indices that have to go first are blocked: ${found.join(", ")}.`,
            impact: "Elasticsearch refuses to delete them, after others are gone.",
            action: "Find out who set it and why, then set it to null with PUT /<index>/_settings."
          },
          backup.component
        )
      ]
}

const running = (
  { busy, running, backup }: RestoreFacts,
  { target }: Intent
): ReadonlyArray<Finding.Finding> => {
  const what = "restore-running"
  const impact = "What runs would see indices vanish, or Elasticsearch refuses the restore."
  if (busy !== null)
    return [
      Finding.error(what, { symptom: busy, impact, action: "Wait until it has ended." }, backup.component)
    ]
  // A restore under other names disturbs neither snapshots nor other restores.
  const disturbing = target._tag === "InPlace" ? running : running.filter((x) => x.what === "deletion")
  const [first] = disturbing
  return first === undefined
    ? [Finding.ok(what, "No snapshot, deletion or restore is in the way.", backup.component)]
    : [
        Finding.error(
          what,
          {
            symptom: `A ${first.what} is running: ${first.name}${disturbing.length > 1 ? `, and ${disturbing.length - 1} more` : ""}.`,
            impact,
            action: "Wait until it has ended: GET /_snapshot/_status, GET /_recovery?active_only=true."
          },
          backup.component
        )
      ]
}

const shards = (
  { settings, shards, ofComponent, backup }: RestoreFacts,
  intent: Intent
): ReadonlyArray<Finding.Finding> => {
  const what = "restore-shards"
  const limit = settings.maxShardsPerNode * shards.dataNodes
  const needed = intent.parts.flatMap((x) => x.indices).reduce((sum, x) => sum + x.shards, 0)
  // In place the deleted indices give back at least a shard each; how many exactly is not counted on.
  const freed = intent.stages.includes("drill")
    ? 0
    : intent.doomed.filter((x) => ofComponent.some((y) => y.uuid === x.uuid && y.open)).length
  const after = shards.count + needed - freed
  return after > limit
    ? [
        Finding.error(
          what,
          {
            symptom: `The restore needs ${needed} shards; the cluster has ${shards.count} of at most ${limit} (cluster.max_shards_per_node: ${settings.maxShardsPerNode}).`,
            impact: "Elasticsearch refuses it.",
            action: "Delete indices that are not needed, or raise cluster.max_shards_per_node."
          },
          backup.component
        )
      ]
    : [
        Finding.ok(
          what,
          `The restore needs ${needed} shards; ${limit - shards.count} are free.`,
          backup.component
        )
      ]
}

const disk = (facts: RestoreFacts, intent: Intent): ReadonlyArray<Finding.Finding> => {
  const what = "restore-disk"
  const { allocation, backup, disks } = facts
  const { watermark } = allocation
  const needed = intent.parts.flatMap((x) => x.indices).reduce((sum, x) => sum + x.bytes, 0)
  if (disks.length === 0)
    return [
      Finding.warning(
        what,
        {
          symptom: "How full the disks are is not known.",
          impact: `Whether ${sizeText(needed)} fit is not known: at a watermark shards stay unassigned.`,
          action: "Look at GET /_cat/allocation?v."
        },
        backup.component
      )
    ]
  const free = disks.reduce((sum, x) => sum + room(x, watermark), 0)
  // Only what is deleted before anything is copied makes room.
  const freed = intent.stages.includes("drill")
    ? 0
    : intent.doomed.reduce((sum, x) => sum + (x.bytes ?? 0), 0)
  const text = `The restore copies ${sizeText(needed)}; ${sizeText(free)} are free ${watermark === null ? "on the disks" : `below the low watermark (${watermark.low})`}${freed > 0 ? `, ${sizeText(freed)} more after the deletes` : ""}.`
  return needed > free + freed
    ? [
        Finding.error(
          what,
          {
            symptom: text,
            impact: "Shards would stay unassigned, and at the flood stage other indices become read-only.",
            action:
              intent.target._tag === "InPlace" && intent.stages.includes("drill")
                ? "Make room; or go on without a drill before (--unverified), knowing that nothing proves the backup until the old indices are deleted."
                : "Make room, or let a drill take a sample (--max-bytes)."
          },
          backup.component
        )
      ]
    : [Finding.ok(what, text, backup.component)]
}
