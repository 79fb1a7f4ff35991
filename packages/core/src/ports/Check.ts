/** Finds out whether backups can be taken here, before one is taken. */
import { Context, type Effect } from "effect"
import type { Finding } from "../domain/check/Finding.ts"

/** Everything a check found. */
export interface CheckReport {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly findings: ReadonlyArray<Finding>
}

/** Finds out whether backups can be taken here, before one is taken. */
export class Check extends Context.Service<
  Check,
  {
    /** Looks at everything concurrently. What cannot be looked at becomes a finding, never a failure. */
    readonly run: Effect.Effect<CheckReport>
    /** Only checks whether journal and leases can be kept. */
    readonly journal: Effect.Effect<Finding>
  }
>()("@camunda-backup/core/ports/Check") {}
