/** A check that a server makes: that the server cannot be reached is a finding like any other. */
import { Clock, Effect } from "effect"
import * as Finding from "../../domain/check/Finding.ts"
import type { TransportError } from "../../domain/TransportError.ts"
import type { Check, CheckReport } from "../../ports/Check.ts"

export const remoteCheck = (check: Effect.Effect<CheckReport, TransportError>): Check["Service"] => {
  const run = Effect.catch(check, unable)
  return {
    run,
    journal: Effect.map(
      run,
      ({ findings }) =>
        findings.find((x) => x.what === "journal") ?? Finding.skipped("journal", "It was not looked at.")
    )
  }
}

const unable = (error: TransportError) =>
  Effect.map(Clock.currentTimeMillis, (at): CheckReport => ({ at, findings: [notChecked(error)] }))

const notChecked = (error: TransportError): Finding.Finding => {
  const trouble = {
    symptom: error.message,
    impact: "Whether backups can be taken here is not known.",
    action: "Make sure that camunda-backup-server runs at that address, and run the check again."
  }
  return error._tag === "NotOffered" ? Finding.warning("server", trouble) : Finding.error("server", trouble)
}
