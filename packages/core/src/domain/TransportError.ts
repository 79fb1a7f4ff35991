/** What can go wrong on the way to a server that carries a request out. What goes wrong there is a `BackupError`. */
import { Schema } from "effect"

/** The server that was asked over HTTP refused, for a reason that has no error of its own here. Its words, and the status it gave. */
export class ServerRefused extends Schema.TaggedError<ServerRefused>()("ServerRefused", {
  status: Schema.Int,
  text: Schema.String,
  /** What else the problem of a camunda-backup-server said; `null`: it was none. */
  said: Schema.NullOr(Schema.Struct({ code: Schema.String, hint: Schema.String, retryable: Schema.Boolean }))
}) {
  override get message() {
    return this.text
  }
}

/** The server that was asked over HTTP does not answer, or not in time. */
export class ServerUnreachable extends Schema.TaggedError<ServerUnreachable>()("ServerUnreachable", {
  url: Schema.String,
  reason: Schema.String,
  /** The bound of the request, where that ended it; `null`: it failed before. */
  boundMillis: Schema.NullOr(Schema.Finite)
}) {
  override get message() {
    return `No answer from ${this.url}: ${this.reason} Is camunda-backup-server running there?`
  }
}

/** The server that was asked over HTTP speaks Camunda's API only, and that has no such request. */
export class NotOffered extends Schema.TaggedError<NotOffered>()("NotOffered", {
  what: Schema.String,
  url: Schema.String
}) {
  override get message() {
    return `Only camunda-backup-server offers to ${this.what}, and ${this.url} is none: it speaks Camunda's backup API alone.`
  }
}

/** Everything that can go wrong on the way to a server. */
export type TransportError = ServerRefused | ServerUnreachable | NotOffered
