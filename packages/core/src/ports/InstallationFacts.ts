/** Tells which installation this is. */
import { Context, type Effect } from "effect"
import type { Installation } from "../domain/Installation.ts"

/** Tells which installation this is, carried out here or by a server. */
export class InstallationFacts extends Context.Service<
  InstallationFacts,
  {
    /** What cannot be looked at is `null` in it, never a failure. */
    readonly look: Effect.Effect<Installation>
  }
>()("@camunda-backup/core/ports/InstallationFacts") {}
