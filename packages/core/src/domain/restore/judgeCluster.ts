/** Judges whether the cluster takes what a restore brings: blocks, allocation, running work, what the master has to do; and room. */
import * as Finding from "../check/Finding.ts"
import { count, duration } from "../Quantities.ts"
import { judgeRoom } from "./judgeRoom.ts"
import type { RestoreFacts } from "./RestoreFacts.ts"
import type { Intent } from "./Intent.ts"

/** Everything about the cluster. */
export const judgeCluster = (facts: RestoreFacts, intent: Intent): ReadonlyArray<Finding.Finding> => [
  ...blocked(facts),
  ...undeletable(facts, intent),
  ...running(facts, intent),
  master(facts),
  ...judgeRoom(facts, intent)
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
  { busy, indexPrefix, running, backup }: RestoreFacts,
  { target }: Intent
): ReadonlyArray<Finding.Finding> => {
  const what = "restore-running"
  const impact = "What runs would see indices vanish, or Elasticsearch refuses the restore."
  if (busy !== null)
    return [
      Finding.error(what, { symptom: busy, impact, action: "Wait until it has ended." }, backup.component)
    ]
  // A restore under other names disturbs neither snapshots nor other restores; one in place only those of its own component, so that both components
  // are restored at the same time.
  const disturbing = running.filter(
    ({ name, what }) =>
      what === "deletion" ||
      (target._tag === "InPlace" && (what === "snapshot" || name.startsWith(`${indexPrefix}-`)))
  )
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

/** A request that waits for longer than this is refused, and tried again. */
const busyMillis = 30_000

/** Whatever a restore does is a change of the cluster state: it waits behind those that the master has not made yet. */
const master = ({ health }: RestoreFacts): Finding.Finding => {
  const what = "restore-master"
  const impact =
    "Each step of the restore takes longer, or is refused and tried again, also between the deletes and the copying."
  if (health === null)
    return Finding.warning(what, {
      symptom: "How much the master has to do is not known.",
      impact,
      action: "Look at GET /_cluster/health and GET /_cat/pending_tasks?v."
    })
  if (health.pendingMillis > busyMillis)
    return Finding.warning(what, {
      symptom: `${count(health.pendingTasks, "change")} of the cluster state wait${health.pendingTasks === 1 ? "s" : ""} for the master, the first for ${duration(health.pendingMillis)}.`,
      impact,
      action: "Look at GET /_cat/pending_tasks?v, and wait until it is short."
    })
  return health.unassignedPrimaries > 0
    ? Finding.warning(what, {
        symptom: `The cluster is ${health.status}: ${count(health.unassignedPrimaries, "primary shard")} without a node.`,
        impact: "What keeps them from one may keep the restored ones from one, too.",
        action: "Look at GET /_cluster/allocation/explain, unless they are those that the restore replaces."
      })
    : Finding.ok(what, `The master has ${count(health.pendingTasks, "change")} of the cluster state to make.`)
}
