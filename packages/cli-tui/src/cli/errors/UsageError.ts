import { Data } from "effect"

/** The command line cannot be understood. No request was made. */
export class UsageError extends Data.TaggedError("UsageError")<{ readonly reason: string }> {
  override get message() {
    return this.reason
  }
}
