/** Judges where journal and leases are kept, and the leases themselves. */
import { Option, Result } from "effect"
import type { StoreError } from "./BackupError.ts"
import type { Component } from "./Component.ts"
import * as Finding from "./Finding.ts"
import type { Block } from "./judgeIndices.ts"
import type { LeaseRecord } from "./LeaseRecord.ts"

type Seen<A> = Result.Result<A, StoreError>

export interface JournalIndex {
  /** `none`: there is no such index yet. */
  readonly version: Option.Option<number | null>
  readonly blocks: ReadonlyArray<Block>
}

const what = "journal"

const impact =
  "Backups can be listed and read, but not taken, cancelled or deleted, and what runs on other replicas is not known."

/** `known`: the version of the mapping that this program writes. */
export const journal = (index: string, known: number, seen: Seen<JournalIndex>): Finding.Finding => {
  if (Result.isFailure(seen)) {
    const { failure } = seen
    return Finding.isForbidden(failure)
      ? Finding.error(what, {
          symptom: failure.message,
          impact,
          action: `Give the role create_index, read, write and view_index_metadata on [${index}] (README.md).`
        })
      : Finding.unknown(what, failure)
  }
  const { blocks, version } = seen.success
  if (Option.isNone(version))
    return Finding.ok(what, `The journal index [${index}] is not there yet; the first backup makes it.`)
  if (version.value === null)
    return Finding.error(what, {
      symptom: `There is an index [${index}] that is not a journal.`,
      impact,
      action: "Set CAMUNDA_BACKUP_JOURNAL_INDEX to another name, or delete that index."
    })
  if (version.value > known)
    return Finding.error(what, {
      symptom: `The journal index [${index}] was made by a newer camunda-backup (version ${version.value}, this one knows ${known}).`,
      impact,
      action: "Use the newer camunda-backup."
    })
  const writing = blocks.filter((x) => x.block !== "metadata")
  if (writing.length > 0)
    return Finding.error(what, {
      symptom: `The journal index [${index}] is blocked: ${writing.map((x) => x.block).join(", ")}.`,
      impact,
      action: "Free disk space when it is read_only_allow_delete; otherwise remove the block from the index."
    })
  return Finding.ok(what, `The journal index [${index}] can be used.`)
}

export const lease = (
  component: Component,
  seen: Seen<Option.Option<LeaseRecord & { readonly silent: boolean }>>
): Finding.Finding => {
  const what = "lease"
  if (Result.isFailure(seen)) return Finding.unknown(what, seen.failure, component)
  const held = Option.filter(seen.success, (x) => x.state === "held")
  if (Option.isNone(held)) return Finding.ok(what, `No backup of ${component} is being taken.`, component)
  const { owner, silent, subject, ttlMillis } = held.value
  const backup = `backup ${subject.backupId} of ${component}`
  if (!silent) return Finding.ok(what, `${owner} takes ${backup}.`, component)
  return Finding.warning(
    what,
    {
      symptom: `${owner} was taking ${backup}, and gives no sign of life for more than ${ttlMillis / 1000} s (CAMUNDA_BACKUP_LEASE_TTL).`,
      impact: "Another process goes on with it, within CAMUNDA_BACKUP_RESUME_WITHIN by itself.",
      action: "Look what became of that process. If nothing happens, check the journal."
    },
    component
  )
}
