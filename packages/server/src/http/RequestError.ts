/**
 * What can be wrong with a request before any operation is asked: the HTTP frame (`docs/http-api.md`). Like the errors of the core they carry
 * facts; `http/problem.ts` has the table to statuses.
 */
import { didYouMean, Quantities } from "@camunda-backup/core"
import { Data } from "effect"

export class BodyMissing extends Data.TaggedError("BodyMissing") {
  override get message() {
    return 'Required request body is missing: send {"backupId": <number>}'
  }
}

export class BodyMalformed extends Data.TaggedError("BodyMalformed")<{ readonly reason: string }> {
  override get message() {
    return `JSON parse error: ${this.reason}`
  }
}

/** JSON, but not what is wanted: `reason` says which key, and what it takes. */
export class BodyInvalid extends Data.TaggedError("BodyInvalid")<{ readonly reason: string }> {
  override get message() {
    return `The request body is not valid: ${this.reason}`
  }
}

export class BodyTooLarge extends Data.TaggedError("BodyTooLarge")<{ readonly limitBytes: number }> {
  override get message() {
    return `The request body is larger than ${Quantities.bytes(this.limitBytes)}.`
  }
}

export class BackupIdMissing extends Data.TaggedError("BackupIdMissing") {
  override get message() {
    return "BackupId must be provided"
  }
}

export class ParameterInvalid extends Data.TaggedError("ParameterInvalid")<{
  readonly parameter: string
  readonly received: string
  readonly expected: string
}> {
  override get message() {
    return `Parameter '${this.parameter}' must be ${this.expected}. Received value: ${this.received}`
  }
}

/** A parameter that no such request has: a misspelt filter would otherwise answer with everything. */
export class ParameterUnknown extends Data.TaggedError("ParameterUnknown")<{
  readonly parameter: string
  readonly known: ReadonlyArray<string>
}> {
  override get message() {
    const known = this.known.length === 0 ? "It takes none." : `Known: ${this.known.join(", ")}.`
    return `This request has no parameter '${this.parameter}'${didYouMean(this.parameter, this.known)} ${known}`
  }
}

export class PathMalformed extends Data.TaggedError("PathMalformed")<{ readonly path: string }> {
  override get message() {
    return `The path cannot be decoded: ${this.path}`
  }
}

export class MediaTypeUnsupported extends Data.TaggedError("MediaTypeUnsupported")<{
  readonly contentType: string
}> {
  override get message() {
    return `Content-Type '${this.contentType}' is not supported. Send application/json.`
  }
}

export class NotAcceptable extends Data.TaggedError("NotAcceptable") {
  override get message() {
    return "No acceptable representation. The answer is application/json."
  }
}

export class MethodNotAllowed extends Data.TaggedError("MethodNotAllowed")<{
  readonly method: string
  readonly allowed: ReadonlyArray<string>
}> {
  override get message() {
    return `Request method '${this.method}' is not supported. Allowed here: ${this.allowed.join(", ")}`
  }
}

export class PathUnknown extends Data.TaggedError("PathUnknown")<{
  readonly path: string
  /** Below this, and not in Camunda's API. */
  readonly api?: string
}> {
  override get message() {
    if (this.api !== undefined)
      return `Nothing is served at ${this.path}. Backups are at ${this.api}/backups and ${this.api}/backups/{component}/{backupId}, without a slash at the end.`
    return (
      `Nothing is served at ${this.path}. Backups are at /operate/actuator/backups, /tasklist/actuator/backups and /actuator/backups, ` +
      "one of them at …/backups/{backupId}, without a slash at the end."
    )
  }
}

/** Not HTTP; `reason` comes from the parser. */
export class RequestUnreadable extends Data.TaggedError("RequestUnreadable")<{ readonly reason: string }> {
  override get message() {
    return `The request cannot be read: ${this.reason}. Non-ASCII characters in a path must be percent-encoded.`
  }
}

export class HeadersTooLarge extends Data.TaggedError("HeadersTooLarge")<{ readonly limitBytes: number }> {
  override get message() {
    return `The path and headers of the request are longer than ${Quantities.bytes(this.limitBytes)} in total.`
  }
}

export class RequestTimedOut extends Data.TaggedError("RequestTimedOut") {
  override get message() {
    return "The request did not arrive completely in time."
  }
}

/** It has to be proved who asks. */
export class Unauthenticated extends Data.TaggedError("Unauthenticated")<{ readonly sent: boolean }> {
  override get message() {
    return this.sent
      ? "The credentials of this request are not known here."
      : "This request says nothing of who sends it, and that is needed here."
  }
}

/** It is known who asks, and they may not. `needs`: what it takes. */
export class Forbidden extends Data.TaggedError("Forbidden")<{
  readonly name: string
  readonly needs: string
}> {
  override get message() {
    return `This request needs ${this.needs}, which ${this.name} does not have.`
  }
}

/** One address sends more than a server of this size is for. */
export class TooManyRequests extends Data.TaggedError("TooManyRequests")<{ readonly perMinute: number }> {
  override get message() {
    return `More than ${Quantities.count(this.perMinute, "request")} a minute came from this address.`
  }
}

/** It was sent to a name that this server is not known by. */
export class HostNotAllowed extends Data.TaggedError("HostNotAllowed")<{ readonly host: string }> {
  override get message() {
    return `This server answers to names of this machine, and not to '${this.host}'.`
  }
}

/** A page of another site sent it through somebody's browser. */
export class CrossSite extends Data.TaggedError("CrossSite") {
  override get message() {
    return "A request that changes something is not taken from a page of another site."
  }
}

/** A bug. The message says nothing of the inside; the log does, under the same instance. */
export class Defect extends Data.TaggedError("Defect") {
  override get message() {
    return "An internal error happened. Its cause is in the log of camunda-backup, under the instance of this answer."
  }
}

export type RequestError =
  | BodyMissing
  | BodyMalformed
  | BodyInvalid
  | BodyTooLarge
  | BackupIdMissing
  | ParameterInvalid
  | ParameterUnknown
  | PathMalformed
  | MediaTypeUnsupported
  | NotAcceptable
  | MethodNotAllowed
  | PathUnknown
  | RequestUnreadable
  | HeadersTooLarge
  | RequestTimedOut
  | Unauthenticated
  | Forbidden
  | CrossSite
  | HostNotAllowed
  | TooManyRequests
  | Defect
