/** Judges the Elasticsearch cluster: whether it answers, is known to work, is healthy, and has room. */
import { Result } from "effect"
import type { StoreError } from "../BackupError.ts"
import * as Finding from "./Finding.ts"
import * as Quantities from "../Quantities.ts"

type Seen<A> = Result.Result<A, StoreError>

export interface ClusterHealth {
  /** Its name; `null` when Elasticsearch does not say it. */
  readonly cluster: string | null
  readonly status: string
  readonly unassignedPrimaries: number
  /** Changes of the cluster state that the master has not made yet. */
  readonly pendingTasks: number
  /** How long the first of them has waited. */
  readonly pendingMillis: number
}

/** How full the disk of a node is. */
export interface DiskUse {
  readonly node: string
  readonly percent: number
}

const answering = "elasticsearch-reachable"

/** What to do about it; the message says more. */
const actionFor = (failure: StoreError): string => {
  if (failure._tag === "StoreTlsFailed")
    return "Change the certificate or the setting that the symptom names (docs/configuration.md, TLS). Another try without that is in vain."
  if (failure._tag !== "StoreAnswerInvalid" || failure.impostor === undefined)
    return "Check that Elasticsearch runs, and CAMUNDA_BACKUP_ELASTICSEARCH_URL."
  const { kind, location } = failure.impostor
  return kind === "redirect" && location !== null
    ? `Set CAMUNDA_BACKUP_ELASTICSEARCH_URL to ${location} if Elasticsearch is there: redirects are not followed.`
    : "Set CAMUNDA_BACKUP_ELASTICSEARCH_URL to the address of Elasticsearch itself."
}

export const reachable = (seen: Seen<unknown>): Finding.Finding =>
  Result.match(seen, {
    onSuccess: () => Finding.ok(answering, "Elasticsearch answers."),
    onFailure: (failure) =>
      Finding.isForbidden(failure)
        ? Finding.error(answering, {
            symptom: `Elasticsearch answers, but does not let us in: ${failure.message}`,
            impact: "Nothing can be read or written.",
            action:
              "Check CAMUNDA_BACKUP_ELASTICSEARCH_USERNAME and …_PASSWORD, or …_APIKEY, and the role (docs/security.md)."
          })
        : Finding.error(answering, {
            symptom: failure.message,
            impact:
              "Backups are not taken, listed or deleted meanwhile. One that runs goes on when it answers again.",
            action: actionFor(failure)
          })
  })

/** Tried against these: 8.16 and newer, and 9. */
const isTried = (major: number, minor: number): boolean => (major === 8 && minor >= 16) || major === 9

export const version = (seen: Seen<string>): Finding.Finding => {
  const what = "elasticsearch-version"
  if (Result.isFailure(seen)) return Finding.unknownExtra(what, seen.failure)
  const [, major = "0", minor = "0"] = /^([0-9]+)\.([0-9]+)/.exec(seen.success) ?? []
  if (isTried(Number(major), Number(minor))) return Finding.ok(what, `Elasticsearch is ${seen.success}.`)
  const trouble = {
    symptom: `Elasticsearch is ${seen.success}. Supported are 8.16 and newer, and 9.`,
    impact: "Requests may be refused or mean something else there.",
    action: "Use a supported Elasticsearch, or try a whole backup and restore before you rely on this one."
  }
  return Number(major) < 8 ? Finding.error(what, trouble) : Finding.warning(what, trouble)
}

export const health = (seen: Seen<ClusterHealth>): Finding.Finding => {
  const what = "cluster-health"
  if (Result.isFailure(seen)) return Finding.unknownExtra(what, seen.failure)
  const { status, unassignedPrimaries } = seen.success
  return status === "red"
    ? Finding.warning(what, {
        symptom: `The cluster is red: ${unassignedPrimaries} primary shards are not assigned.`,
        impact:
          "A backup that needs one of these shards waits for it, and fails when CAMUNDA_BACKUP_RETRY_BUDGET is spent.",
        action: "GET /_cluster/allocation/explain says why they are not assigned."
      })
    : Finding.ok(what, `The cluster is ${status}.`)
}

/** Elasticsearch's defaults; other settings show in the blocks that it puts on indices. */
const watermarks = { high: 90, flood: 95 }

export const disk = (seen: Seen<ReadonlyArray<DiskUse>>): Finding.Finding => {
  const what = "disk"
  if (Result.isFailure(seen)) return Finding.unknownExtra(what, seen.failure)
  const full = seen.success.filter((x) => x.percent >= watermarks.high)
  if (full.length === 0) return Finding.ok(what, `No node's disk is filled to ${watermarks.high} % or more.`)
  const trouble = {
    symptom: `Disks are nearly full: ${full.map((x) => `${x.node} ${x.percent} %`).join(", ")}.`,
    impact: `From ${watermarks.high} % on Elasticsearch moves shards away, from ${watermarks.flood} % on it makes indices read-only, the journal too.`,
    action: "Free or add disk space."
  }
  // Blocks are reported with the indices; a full disk by itself prevents no snapshot.
  return Finding.warning(what, trouble)
}

/** The clock is read in whole seconds. */
const tolerableMillis = 5000

/** `from`, `to`: our clock before the request and after the answer, so that a slow answer is not taken for a wrong clock. */
export const clock = (
  seen: Seen<number>,
  { from, to }: { readonly from: number; readonly to: number }
): Finding.Finding => {
  const what = "clock"
  if (Result.isFailure(seen)) return Finding.unknownExtra(what, seen.failure)
  const ahead = Math.max(0, from - seen.success)
  const behind = Math.max(0, seen.success - to)
  return Math.max(ahead, behind) > tolerableMillis
    ? Finding.warning(what, {
        symptom: `This clock is ${Quantities.duration(Math.max(ahead, behind))} ${ahead > 0 ? "ahead of" : "behind"} that of Elasticsearch.`,
        impact:
          "Times in lists and journal do not fit each other, and estimates are off. Leases do not depend on it.",
        action: "Synchronise the clocks."
      })
    : Finding.ok(what, "The clock agrees with that of Elasticsearch.")
}
