/** What can go wrong on the way to a server that carries out a request. What goes wrong there is a `BackupError`. */
import { Schema } from "effect"

/** The server refused the HTTP request for a reason that has no error of its own here. Holds its words and its status. */
export class ServerRefused extends Schema.TaggedError<ServerRefused>()("ServerRefused", {
  status: Schema.Int,
  text: Schema.String,
  /** What else the problem said, when a camunda-backup-server answered; `null` when another server did. */
  said: Schema.NullOr(Schema.Struct({ code: Schema.String, hint: Schema.String, retryable: Schema.Boolean }))
}) {
  override get message() {
    return this.text
  }
}

/** The server does not answer the HTTP request, or not in time. */
export class ServerUnreachable extends Schema.TaggedError<ServerUnreachable>()("ServerUnreachable", {
  url: Schema.String,
  reason: Schema.String,
  /** The bound of the request, if it ran into it; `null`: it failed before. */
  boundMillis: Schema.NullOr(Schema.Finite)
}) {
  override get message() {
    return `No answer from ${this.url}: ${this.reason} Is camunda-backup-server running there?`
  }
}

/** The server offers only Camunda's API, which has no such request. */
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
