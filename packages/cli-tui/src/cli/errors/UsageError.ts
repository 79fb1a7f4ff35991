import { Data } from "effect"

/** The command line cannot be understood. Nothing was asked of the server. */
export class UsageError extends Data.TaggedError("UsageError")<{ readonly reason: string }> {
  override get message() {
    return this.reason
  }
}
