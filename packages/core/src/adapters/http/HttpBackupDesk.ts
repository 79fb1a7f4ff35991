/** What only camunda-backup-server offers, over `/api/v1`: a backup with everything there is to say of it, and the check. */
import { Effect, Result } from "effect"
import { decodeCheck, decodeDetails } from "../../contract/decodeDetails.ts"
import { decodePlans } from "../../contract/decodePlans.ts"
import type { BackupDetails } from "../../domain/BackupDetails.ts"
import { type BackupError, NotOffered } from "../../domain/BackupError.ts"
import * as BackupId from "../../domain/BackupId.ts"
import type { Component } from "../../domain/Component.ts"
import type { BackupApi } from "../../ports/BackupApi.ts"
import type { BackupDesk } from "../../ports/BackupDesk.ts"
import type { Report } from "../../ports/Check.ts"
import { apiRefusal } from "./apiRefusal.ts"
import type { Options } from "./HttpBackupApi.ts"
import { parsePlain } from "./parseExact.ts"
import { decoded, makeSend } from "./request.ts"

export interface HttpBackupDesk {
  readonly details: (
    component: Component,
    backupId: BackupId.BackupId
  ) => Effect.Effect<BackupDetails, BackupError>
  readonly plan: BackupDesk["Service"]["plan"]
  readonly check: Effect.Effect<Report, BackupError>
}

/** Fails with `NotOffered` where Camunda's own server answers. */
export const make = (options: Options, api: BackupApi["Service"]): HttpBackupDesk => {
  const send = makeSend(options)
  const ask = <A>(
    what: string,
    component: Component,
    path: string,
    decode: (value: unknown) => Result.Result<A, string>
  ): Effect.Effect<A, BackupError> => {
    if (options.server === undefined)
      return Effect.fail(new NotOffered({ what, url: options.baseUrls[component] }))
    const url = `${options.server}/api/v1/${path}`
    return Effect.flatMap(
      send({ component, url, method: "GET" }, (answer) => apiRefusal(what, answer)),
      (body) => decoded(url, Result.flatMap(parsePlain(body), decode))
    )
  }
  return {
    details: (component, backupId) =>
      Effect.flatMap(api.attempts(component, backupId), (attempts) =>
        ask("show all of a backup", component, `backups/${component}/${BackupId.format(backupId)}`, (value) =>
          decodeDetails(value, attempts)
        )
      ),
    plan: (components, backupId) =>
      Effect.map(
        Effect.forEach(
          components,
          (component) =>
            ask(
              "show what a backup would hold",
              component,
              `plan?component=${component}&backupId=${BackupId.format(backupId)}`,
              (value) => decodePlans(component, value)
            ),
          { concurrency: "unbounded" }
        ),
        (all) => all.flat()
      ),
    check: ask("check an installation", "operate", "check", decodeCheck)
  }
}
