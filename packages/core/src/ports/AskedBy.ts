/** Who sent the request, for the journal and the log. A reference rather than a parameter: only the front end knows it, and only the journal writes it. */
import { Context } from "effect"

/** Recorded where the front end does not say who asks. */
export const nobody = "unknown"

/** Address and user agent, a user's name, the name of a program. `unknown` unless it is provided. */
export const AskedBy = Context.Reference<string>("@camunda-backup/core/ports/AskedBy", {
  defaultValue: () => nobody
})
