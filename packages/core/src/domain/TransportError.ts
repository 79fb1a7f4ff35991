/** What can go wrong on the way to a server that carries out a request. What goes wrong there is a `BackupError`. */
import { Schema } from "effect"
import * as Quantities from "./Quantities.ts"

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
  boundMillis: Schema.NullOr(Schema.Finite),
  /** Set when it was the proxy that failed. */
  proxy: Schema.optionalKey(
    Schema.Struct({
      url: Schema.String,
      /** The environment variable that names it. */
      variable: Schema.String,
      /** What it answered itself; `null`: there is no connection to it. */
      status: Schema.NullOr(Schema.Int)
    })
  )
}) {
  override get message() {
    const question = this.proxy === undefined ? " Is camunda-backup-server running there?" : ""
    return `No answer from ${this.url}: ${this.reason}${question}`
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

/** What else can answer at an address that was meant to be a server's. */
export const otherServers = ["camunda", "camunda-backup-server", "elasticsearch", "other"] as const

/** Something else answers at the address. */
export class WrongServer extends Schema.TaggedError<WrongServer>()("WrongServer", {
  url: Schema.String,
  kind: Schema.Literals(otherServers),
  /** What answers, as far as it says so itself, as the subject of "… answers there". */
  what: Schema.String,
  /** Where what was looked for is to be found; `null`: not known. */
  instead: Schema.NullOr(Schema.String)
}) {
  override get message() {
    const there = this.instead === null ? "" : ` It serves backups at ${this.instead}.`
    return `Not the address of a backup server: ${this.url}. ${this.what} answers there.${there}`
  }
}

/** The server said that it has deleted a backup, and its snapshots are still there. Camunda's own server says so of every request to delete. */
export class DeleteNotProved extends Schema.TaggedError<DeleteNotProved>()("DeleteNotProved", {
  url: Schema.String,
  /** What the server still shows of the backup. */
  remaining: Schema.Array(Schema.String),
  /** For how long nothing has changed. */
  unchangedMillis: Schema.Int
}) {
  override get message() {
    const left = this.remaining.length === 0 ? "it" : `[${this.remaining.join(", ")}]`
    return (
      `The backup is NOT deleted, although the server said that it is: ${this.url} still shows ${left}, unchanged for ${Quantities.duration(this.unchangedMillis)}. ` +
      "Camunda deletes only the snapshots of the Camunda version that it has itself; camunda-backup-server deletes those of every version."
    )
  }
}

/** Everything that can go wrong on the way to a server. */
export type TransportError = ServerRefused | ServerUnreachable | NotOffered | WrongServer | DeleteNotProved
