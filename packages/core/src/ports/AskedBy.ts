/** Who asks for what is asked, for journal and log. A reference and no parameter: only the front end knows, and only the journal writes it. */
import { Context } from "effect"

/** What is written down where nobody says who asks. */
export const nobody = "unknown"

/** Address and user agent, a user's name, the name of a program. `unknown` unless it is provided. */
export const AskedBy = Context.Reference<string>("@camunda-backup/core/ports/AskedBy", {
  defaultValue: () => nobody
})
