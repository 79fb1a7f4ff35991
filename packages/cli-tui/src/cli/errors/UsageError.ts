import { Data } from "effect"

/** The command line cannot be understood. No request was made. */
export class UsageError extends Data.TaggedError("UsageError")<{
  readonly reason: string
  /** The name of the command whose words or flags were not understood, so that its short help is shown; `all`: none is known; absent: a value is wrong, and the reason says which. */
  readonly of?: string
}> {
  override get message() {
    return this.reason
  }
}
