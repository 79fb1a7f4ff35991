/** Judges where journal and leases are kept, or will be. */
import { Option, Result } from "effect"
import type { StoreError } from "../BackupError.ts"
import type { ClusterSettings, OpenShards } from "../ClusterSettings.ts"
import * as Finding from "./Finding.ts"
import * as IndexTemplate from "../IndexTemplate.ts"
import * as JournalIndex from "../JournalIndex.ts"

type Seen<A> = Result.Result<A, StoreError>

const what = "journal"

const impact =
  "Backups can be listed and read, but not taken, cancelled or deleted, and what runs on other replicas is not known."

/** The index itself. `known`: the version of the mapping that this program writes. */
export const journal = (
  index: string,
  known: number,
  seen: Seen<ReadonlyArray<JournalIndex.JournalIndex>>
): Finding.Finding => {
  if (Result.isFailure(seen)) {
    const { failure } = seen
    if (Finding.isForbidden(failure))
      return Finding.error(what, {
        symptom: failure.message,
        impact,
        action: `Give the role create_index, view_index_metadata, read, index and delete on [${index}] (docs/security.md).`
      })
    if (Finding.isBlocked(failure))
      return Finding.warning(what, {
        ...JournalIndex.describe(index, { _tag: "Blocked", blocks: ["metadata"] }),
        impact: "It can be written, but whether it is a journal cannot be checked."
      })
    return Finding.unknown(what, failure)
  }
  return Option.match(JournalIndex.fault(index, known, seen.success), {
    onSome: (fault) => Finding.error(what, { ...JournalIndex.describe(index, fault), impact }),
    onNone: () =>
      Finding.ok(
        what,
        seen.success.length === 0
          ? `The journal index [${index}] is not there yet; the first backup makes it.`
          : `The journal index [${index}] can be used.`
      )
  })
}

/** Whether Elasticsearch would allow a missing journal index to be created: what matches its name. */
export const template = (
  index: string,
  seen: Seen<ReadonlyArray<IndexTemplate.IndexTemplate>>
): Finding.Finding => {
  const what = "journal-template"
  if (Result.isFailure(seen)) return Finding.unknownExtra(what, seen.failure)
  const applied = Option.filter(IndexTemplate.applied(index, seen.success), (x) => x.dataStream)
  return Option.match(applied, {
    onNone: () => Finding.ok(what, `No index template keeps [${index}] from being made.`),
    onSome: ({ name, patterns }) =>
      Finding.error(what, {
        symptom: `The index template [${name}] (${patterns.join(", ")}) makes data streams only, and catches the name of the journal index [${index}].`,
        impact: `Elasticsearch refuses to make the journal index. ${impact}`,
        action: `Set CAMUNDA_BACKUP_JOURNAL_INDEX to a name that the template does not match, or narrow its index_patterns: GET /_index_template/${name}`
      })
  })
}

/** Shards of the journal index when it is created; its replica is added later, and only if there is a node for it. */
const needed = 1

/** Whether the shards of the journal index would fit. */
export const shards = (
  index: string,
  seen: Seen<{ readonly settings: ClusterSettings; readonly open: OpenShards }>
): Finding.Finding => {
  const what = "shard-limit"
  if (Result.isFailure(seen)) return Finding.unknownExtra(what, seen.failure)
  const { open, settings } = seen.success
  const limit = settings.maxShardsPerNode * open.dataNodes
  const count = `The cluster has ${open.count} of at most ${limit} open shards (cluster.max_shards_per_node: ${settings.maxShardsPerNode}).`
  return open.count + needed > limit
    ? Finding.error(what, {
        symptom: `${count} The journal index [${index}] is not there yet, and would be one more.`,
        impact: `Elasticsearch refuses to make it. ${impact}`,
        action:
          'Delete indices that are not needed, or raise the limit: PUT /_cluster/settings {"persistent": {"cluster.max_shards_per_node": …}}'
      })
    : Finding.ok(what, count)
}

/** A read-only cluster refuses the journal's writes, although it would still take snapshots. */
export const clusterBlocks = (seen: Seen<ClusterSettings>): Finding.Finding => {
  const what = "cluster-blocks"
  if (Result.isFailure(seen)) return Finding.unknownExtra(what, seen.failure)
  const { blocks } = seen.success
  if (blocks.length === 0) return Finding.ok(what, "The cluster can be written.")
  const off = blocks.map((x) => `"${x}": null`).join(", ")
  return Finding.error(what, {
    symptom: `The cluster may only be read: ${blocks.join(", ")}.`,
    impact: `The journal cannot be written. ${impact}`,
    action: `Lift it: PUT /_cluster/settings {"persistent": {${off}}, "transient": {${off}}}`
  })
}

/** What a final pipeline does to a write to the journal. */
export type Piped =
  /** There is none, or it leaves the document unchanged. */
  | { readonly _tag: "Unchanged"; readonly pipeline: string | null }
  | { readonly _tag: "Changed"; readonly pipeline: string }
  | { readonly _tag: "Missing"; readonly pipeline: string }

export const pipeline = (index: string, seen: Seen<Piped>): Finding.Finding => {
  const what = "journal-pipeline"
  if (Result.isFailure(seen)) return Finding.unknown(what, seen.failure)
  const piped = seen.success
  const action = `PUT /${index}/_settings {"index.final_pipeline": "_none"}`
  switch (piped._tag) {
    case "Unchanged":
      return Finding.ok(
        what,
        piped.pipeline === null
          ? "No pipeline changes what is written into the journal."
          : `The final pipeline [${piped.pipeline}] leaves what is written into the journal as it is.`
      )
    case "Changed":
      return Finding.error(what, {
        symptom: `The final pipeline [${piped.pipeline}] of the journal index [${index}] changes or refuses what is written into it.`,
        impact,
        action
      })
    case "Missing":
      return Finding.error(what, {
        symptom: `The journal index [${index}] has a final pipeline [${piped.pipeline}] that does not exist, so that Elasticsearch refuses every write.`,
        impact,
        action
      })
  }
}
