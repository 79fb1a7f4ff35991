/**
 * Judges what is running: one backup per component at a time, whoever takes it. Meanwhile a create is refused, so that this is an error like any
 * other reason why no backup can be taken now; its impact says that it is temporary.
 */
import { Option, Result } from "effect"
import type { StoreError } from "../BackupError.ts"
import type { Component } from "../Component.ts"
import * as Finding from "./Finding.ts"
import type { LeaseRecord } from "../LeaseRecord.ts"
import type { Snapshot } from "../Snapshot.ts"
import * as Quantities from "../Quantities.ts"

type Seen<A> = Result.Result<A, StoreError>

/** A backup that this product is taking. */
export const lease = (
  component: Component,
  seen: Seen<Option.Option<LeaseRecord & { readonly silent: boolean }>>
): Finding.Finding => {
  const what = "lease"
  if (Result.isFailure(seen)) return Finding.unknown(what, seen.failure, component)
  const open = Option.filter(seen.success, (x) => x.state !== "finished")
  if (Option.isNone(open)) return Finding.ok(what, `No backup of ${component} is being taken.`, component)
  const { owner, silent, state, subject, ttlMillis } = open.value
  const restores = subject.restore === true
  const backup = `backup ${subject.backupId} of ${component}`
  const taking = restores ? "restoring" : "taking"
  const refused = restores
    ? `A backup of ${component} is refused until the restore has ended.`
    : `Another backup of ${component} is refused until this one has ended.`
  if (state === "held" && !silent)
    return Finding.error(
      what,
      {
        symptom: `${owner} is ${taking} ${backup}.`,
        impact: `${refused} It passes by itself.`,
        action: restores
          ? `Wait for it: camunda-backup restore status ${subject.id}`
          : `Wait for it: camunda-backup wait ${subject.backupId}`
      },
      component
    )
  return Finding.error(
    what,
    {
      symptom:
        state === "held"
          ? `${owner} was ${taking} ${backup}, and has given no sign of life for more than ${Quantities.exactDuration(ttlMillis)} (CAMUNDA_BACKUP_LEASE_TTL).`
          : `${owner} gave ${backup} up for another process to finish.`,
      impact: `${refused} Another process takes it over, within CAMUNDA_BACKUP_RESUME_WITHIN by itself.`,
      action: "Find out what became of that process. If nothing happens, check the journal."
    },
    component
  )
}

/** Running snapshots of the component, ours and those of other writers. `ours`: the backup that holds the lease. */
export const snapshots = (
  component: Component,
  ours: Option.Option<bigint>,
  seen: Seen<ReadonlyArray<Snapshot>>
): Finding.Finding => {
  const what = "running-snapshots"
  if (Result.isFailure(seen)) return Finding.unknown(what, seen.failure, component)
  const foreign = seen.success.filter((x) => !Option.contains(ours, x.backupId))
  return foreign.length === 0
    ? Finding.ok(what, `No other writer takes a snapshot of ${component}.`, component)
    : Finding.error(
        what,
        {
          symptom: `Another writer is taking snapshots of ${component}: ${foreign.map((x) => x.name).join(", ")}.`,
          impact: `A backup of ${component} is refused until they have ended.`,
          action:
            "Wait for them, or stop that writer: Camunda's own backup endpoint, or a process that ended while Elasticsearch went on. GET /_snapshot/_status shows how far they are."
        },
        component
      )
}
