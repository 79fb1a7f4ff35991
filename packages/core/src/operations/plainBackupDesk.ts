/**
 * `BackupDesk` by Camunda's four requests alone: for front ends over HTTP. What those do not tell (times of ends, bytes, plans, progress
 * within a part) is `null`, never guessed.
 */
import { Clock, Effect, Option, Result } from "effect"
import * as BackupDetails from "../domain/BackupDetails.ts"
import { type BackupError, NotOffered } from "../domain/BackupError.ts"
import * as BackupId from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"
import * as Finding from "../domain/check/Finding.ts"
import type { BackupApi } from "../ports/BackupApi.ts"
import type { BackupDesk, Created } from "../ports/BackupDesk.ts"
import type { Check, Report } from "../ports/Check.ts"
import { pageBackups } from "./pageBackups.ts"

type Api = BackupApi["Service"]

/** How many ids are tried, each a second later, when the chosen one is taken. */
const maxTries = 5

const create = Effect.fnUntraced(function* (
  api: Api,
  components: ReadonlyArray<Component>,
  given: Option.Option<BackupId.BackupId>,
  askedBy: string
): Effect.fn.Return<Created> {
  let backupId = Option.getOrElse(given, () => BackupId.fromUnixMillis(0))
  if (Option.isNone(given)) backupId = BackupId.fromUnixMillis(yield* Clock.currentTimeMillis)
  for (let tries = 1; ; tries++) {
    const id = backupId
    const outcomes = yield* Effect.forEach(
      components,
      (component) =>
        Effect.map(Effect.result(api.create(component, id, askedBy)), (result) => ({ component, result })),
      { concurrency: "unbounded" }
    )
    const taken = outcomes.every(
      ({ result }) => Result.isFailure(result) && result.failure._tag === "BackupExists"
    )
    if (Option.isSome(given) || !taken || tries >= maxTries) return { backupId: id, outcomes }
    backupId = BackupId.after(id)
  }
})

/** One backup by its snapshots alone. */
const details = (api: Api, component: Component, backupId: BackupId.BackupId) =>
  Effect.map(api.get(component, backupId), (backup): BackupDetails.BackupDetails => {
    const parts = BackupDetails.parts(backup, Option.none(), () => undefined)
    return {
      backup,
      version: parts[0]?.version ?? null,
      startedAt: BackupDetails.startedAt(backup),
      finishedAt: null,
      parts,
      progress: {
        parts: {
          done: backup.snapshots.filter((x) => x.state === "SUCCESS" && !x.damaged).length,
          total: parts.length
        },
        current: null,
        bytesPerSecond: null,
        remainingMillis: null,
        stalledSince: null
      },
      inNoPart: null,
      attempt: Option.none()
    }
  })

export const plainBackupDesk = (api: Api): BackupDesk["Service"] => ({
  create: (components, backupId, askedBy) => create(api, components, backupId, askedBy),
  plan: (components) =>
    Effect.fail(
      new NotOffered({
        what: "show what a backup would hold",
        url: `the server of ${components.join(" and ")}`
      })
    ),
  page: (query) => pageBackups(api, query),
  details: (component, backupId) => details(api, component, backupId)
})

/** Where only Camunda's server is, what it tells. */
export const orPlain = <A>(
  better: Effect.Effect<A, BackupError>,
  plain: Effect.Effect<A, BackupError>
): Effect.Effect<A, BackupError> => Effect.catchTag(better, "NotOffered", () => plain)

/** A check that is made elsewhere: that it cannot be is a finding, as every other. */
export const remoteCheck = (check: Effect.Effect<Report, BackupError>): Check["Service"] => {
  const run = Effect.catch(check, unable)
  return {
    run,
    journal: Effect.map(
      run,
      ({ findings }) =>
        findings.find((x) => x.what === "journal") ?? Finding.ok("journal", "It was not looked at.")
    )
  }
}

const unable = (error: BackupError) =>
  Effect.map(Clock.currentTimeMillis, (at): Report => ({ at, findings: [notChecked(error)] }))

const notChecked = (error: BackupError): Finding.Finding => {
  const trouble = {
    symptom: error.message,
    impact: "Whether backups can be taken here is not known.",
    action:
      "Check that camunda-backup-server runs at the address of --server (CAMUNDA_BACKUP_SERVER), and run the check again."
  }
  return error._tag === "NotOffered" ? Finding.warning("server", trouble) : Finding.error("server", trouble)
}
