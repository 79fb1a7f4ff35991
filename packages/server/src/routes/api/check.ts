/** Whether backups can be taken here. Always 200: what is wrong is in the report. */
import { Check, CheckDto, Finding } from "@camunda-backup/core"
import { Effect } from "effect"
import { Router } from "express"
import type { Runtime } from "../../http/answer.ts"
import { handlers, json, otherMethods } from "./handled.ts"

/** What the core cannot see: who may reach this server. */
const exposure = Finding.warning("access", {
  symptom:
    "Other machines can reach this server, and it asks nobody who they are (CAMUNDA_BACKUP_AUTH=none).",
  impact: "Whoever reaches the port may take, delete and restore backups.",
  action: "Set CAMUNDA_BACKUP_ACCESS_FILE (docs/security.md), unless something else keeps others out."
})

/** `exposed`: to whoever reaches the port. */
export const check = (runtime: Runtime, exposed: boolean): Router => {
  const run = Effect.fnUntraced(function* () {
    const { run: look } = yield* Check
    const report = yield* look
    return json(CheckDto.encode(exposed ? { ...report, findings: [...report.findings, exposure] } : report))
  })
  return Router({ strict: true, caseSensitive: true })
    .get("/check", handlers(runtime).reading(run))
    .all("/check", otherMethods("GET"))
}
