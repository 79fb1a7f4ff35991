/** Judges the snapshot repository. */
import { Option, Result } from "effect"
import type { StoreError } from "../BackupError.ts"
import type { Component } from "../Component.ts"
import * as Finding from "./Finding.ts"
import * as Quantities from "../Quantities.ts"

type Seen<A> = Result.Result<A, StoreError>

const what = "repository"

export const notConfigured: Finding.Finding = Finding.error(what, {
  symptom: "No backup repository is configured.",
  impact: "Every request is answered with that.",
  action: "Register a snapshot repository in Elasticsearch and set CAMUNDA_BACKUP_REPOSITORY to its name."
})

export const registered = (repository: string, seen: Seen<void>): Finding.Finding => {
  if (Result.isSuccess(seen)) return Finding.ok(what, `Repository [${repository}] is registered.`)
  const { failure } = seen
  switch (failure._tag) {
    case "RepositoryMissing":
      return Finding.error(what, {
        symptom: failure.message,
        impact: "Backups can be neither taken nor read.",
        action: `Register it: PUT /_snapshot/${repository}. Or set CAMUNDA_BACKUP_REPOSITORY to one that is.`
      })
    case "RepositoryReadOnly":
      return Finding.error(what, {
        symptom: failure.message,
        impact: "Backups can be read, but not taken or deleted.",
        action: `Register it without "readonly", unless another cluster writes it: PUT /_snapshot/${repository}`
      })
    case "StoreRejected":
    case "StoreAnswerInvalid":
    case "StoreUnavailable":
    case "StoreTlsFailed":
      return Finding.unknown(what, failure)
  }
}

/** Every node writes a file and reads those of the others. The smallest role may not request it. */
export const writable = (repository: string, seen: Seen<number>): Finding.Finding => {
  const what = "repository-verification"
  if (Result.isSuccess(seen))
    return Finding.ok(
      what,
      `${seen.success === 1 ? "The one node" : `All ${seen.success} nodes`} can write repository [${repository}].`
    )
  if (Finding.isForbidden(seen.failure))
    return Finding.skipped(
      what,
      `${Finding.cannotLook(seen.failure)} Whether all nodes can write was not tried.`
    )
  return Finding.error(what, {
    symptom: seen.failure.message,
    impact: "Snapshots fail, or are partial, on the nodes that cannot write.",
    action: `Mount the storage on every node and let Elasticsearch write there. POST /_snapshot/${repository}/_verify tries it.`
  })
}

export interface Room {
  readonly snapshots: number
  /** `none`: Elasticsearch's own bound, which nobody reaches. */
  readonly limit: Option.Option<number>
}

/** `needed`: how many snapshots a backup of each component makes. */
export const room = (
  repository: string,
  needed: ReadonlyArray<readonly [Component, number]>,
  seen: Seen<Room>
): ReadonlyArray<Finding.Finding> => {
  const what = "repository-room"
  if (Result.isFailure(seen)) return [Finding.unknown(what, seen.failure)]
  const { limit, snapshots } = seen.success
  const count = `Repository [${repository}] holds ${Quantities.count(snapshots, "snapshot")}`
  if (Option.isNone(limit)) return [Finding.ok(what, `${count}.`)]
  const symptom = `${count}, and takes ${limit.value} at most (max_number_of_snapshots).`
  const left = limit.value - snapshots
  const action = `Delete backups that are not needed (camunda-backup delete), or raise max_number_of_snapshots: PUT /_snapshot/${repository}`
  const tooMany = "Elasticsearch accepts a snapshot that is too many, and it vanishes at its end."
  const short = needed.filter(([, parts]) => parts > left)
  if (short.length > 0)
    return short.map(([component, parts]) =>
      Finding.error(
        what,
        { symptom, impact: `A backup of ${component} makes ${parts}. ${tooMany}`, action },
        component
      )
    )
  const all = needed.reduce((sum, [, parts]) => sum + parts, 0)
  return [
    all > left
      ? Finding.warning(what, {
          symptom,
          impact: `A backup of all components makes ${all}, of one alone there is room. ${tooMany}`,
          action
        })
      : Finding.ok(what, symptom)
  ]
}
