/**
 * Judges whether there is room for what a restore brings: for its shards, and for its bytes below the watermark. A drill has no replicas; every
 * other restore has those of the backup, and each takes as much as its primary where a node can hold it.
 */
import * as Finding from "../check/Finding.ts"
import { room } from "../DiskRoom.ts"
import type { Intent } from "./Intent.ts"
import type { RestoreFacts } from "./RestoreFacts.ts"
import type { PlannedIndex, Stage } from "./RestorePlan.ts"
import * as Quantities from "../Quantities.ts"

/** Room for shards and bytes. */
export const judgeRoom = (facts: RestoreFacts, intent: Intent): ReadonlyArray<Finding.Finding> => [
  shards(facts, intent),
  disk(facts, intent)
]

/** Elasticsearch's own default. */
const unlessKnown = 1

/** By the name in the backup: as the manifest tells, else as the index that has the name now. */
const replicasOf = ({ manifest, ofComponent }: RestoreFacts): ((name: string) => number) => {
  const kept = new Map((manifest?.indices ?? []).map((x) => [x.name, x.replicas]))
  const now = new Map(ofComponent.map((x) => [x.name, x.replicas]))
  return (name) => kept.get(name) ?? now.get(name) ?? unlessKnown
}

const sumOf = ({ parts }: Intent, of: (index: PlannedIndex) => number): number =>
  parts.flatMap((x) => x.indices).reduce((sum, x) => sum + of(x), 0)

/** What a stage adds before it takes anything away, and what is taken away before. In place only the last stage deletes. */
interface Need {
  readonly stage: Stage
  readonly adds: number
  readonly freed: number
}

const worstOf = (needs: ReadonlyArray<Need>): Need =>
  needs.reduce((worst, x) => (x.adds - x.freed > worst.adds - worst.freed ? x : worst))

const shards = (facts: RestoreFacts, intent: Intent): Finding.Finding => {
  const what = "restore-shards"
  const { settings, shards, ofComponent, backup } = facts
  const limit = settings.maxShardsPerNode * shards.dataNodes
  const replicas = replicasOf(facts)
  const doomed = new Set(intent.doomed.map((x) => x.uuid))
  const { adds, freed } = worstOf(
    intent.stages.map((stage): Need => ({
      stage,
      // Elasticsearch counts replicas whether a node can hold them or not.
      adds: sumOf(intent, (x) => x.shards * (stage === "drill" ? 1 : 1 + replicas(x.name))),
      // The deleted indices give back at least a shard each, and its replicas; how many shards exactly is not counted on.
      freed:
        stage === "drill"
          ? 0
          : ofComponent
              .filter((x) => x.open && doomed.has(x.uuid ?? ""))
              .reduce((sum, x) => sum + 1 + (x.replicas ?? 0), 0)
    }))
  )
  return shards.count + adds - freed > limit
    ? Finding.error(
        what,
        {
          symptom: `The restore needs ${Quantities.count(adds, "shard")}; the cluster has ${shards.count} of at most ${limit} (cluster.max_shards_per_node: ${settings.maxShardsPerNode}).`,
          impact: "Elasticsearch refuses it.",
          action: "Delete indices that are not needed, or raise cluster.max_shards_per_node."
        },
        backup.component
      )
    : Finding.ok(
        what,
        `The restore needs ${Quantities.count(adds, "shard")}; there is room for ${limit - shards.count}.`,
        backup.component
      )
}

const disk = (facts: RestoreFacts, intent: Intent): Finding.Finding => {
  const what = "restore-disk"
  const { allocation, backup, disks, ofComponent } = facts
  const { watermark } = allocation
  const replicas = replicasOf(facts)
  // Of a replica and its primary no two are on one node.
  const held = Math.max(0, facts.shards.dataNodes - 1)
  const copied = sumOf(intent, (x) => x.bytes)
  const withReplicas = sumOf(intent, (x) => x.bytes * (1 + Math.min(replicas(x.name), held)))
  if (disks.length === 0)
    return Finding.warning(
      what,
      {
        symptom: "How full the disks are is not known.",
        impact: `Whether ${Quantities.bytes(withReplicas)} fit is not known: at a watermark shards stay unassigned.`,
        action: "Look at GET /_cat/allocation?v."
      },
      backup.component
    )
  const free = disks.reduce((sum, x) => sum + room(x, watermark), 0)
  const doomed = new Set(intent.doomed.map((x) => x.uuid))
  const { adds, freed, stage } = worstOf(
    intent.stages.map((stage): Need => ({
      stage,
      adds: stage === "drill" ? copied : withReplicas,
      freed:
        stage === "drill"
          ? 0
          : ofComponent
              .filter((x) => doomed.has(x.uuid ?? ""))
              .reduce((sum, x) => sum + (x.bytesWithReplicas ?? 0), 0)
    }))
  )
  const size =
    adds > copied
      ? `${Quantities.bytes(copied)}, ${Quantities.bytes(adds)} with replicas`
      : Quantities.bytes(copied)
  const text = `The ${stage} copies ${size}; ${Quantities.bytes(free)} are free ${watermark === null ? "on the disks" : `below the low watermark (${watermark.low})`}${freed > 0 ? `, ${Quantities.bytes(freed)} more after the deletes` : ""}.`
  return adds > free + freed
    ? Finding.error(
        what,
        {
          symptom: text,
          impact: "Shards would stay unassigned, and at the flood stage other indices become read-only.",
          action:
            intent.target._tag === "InPlace" && stage === "drill"
              ? "Make room; or go on without a drill before (--unverified), knowing that nothing proves the backup until the old indices are deleted."
              : intent.target._tag === "Drill"
                ? "Make room, or let the drill take a sample (--max-bytes)."
                : "Make room."
        },
        backup.component
      )
    : Finding.ok(what, text, backup.component)
}
