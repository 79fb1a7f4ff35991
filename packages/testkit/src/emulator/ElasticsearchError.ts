import type { Json, JsonObject } from "./json/Json.ts"

export interface Cause {
  readonly type: string
  readonly reason: string | null
  readonly caused_by?: Cause
}

interface Details {
  readonly causedBy?: Cause
  /** The innermost exception, where it is not this one. */
  readonly root?: Cause
  /** Further keys beside type and reason, such as `index`. */
  readonly extra?: JsonObject
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
}

/** An answer that Elasticsearch gives as an exception. Handlers throw it; the dispatcher writes it. */
export class ElasticsearchError extends Error {
  readonly status: number
  readonly type: string
  readonly reason: string | null
  private readonly details: Details

  constructor(status: number, type: string, reason: string | null, details: Details = {}) {
    super(`${status} ${type}: ${reason}`)
    this.status = status
    this.type = type
    this.reason = reason
    this.details = details
  }

  get headers(): Details["headers"] {
    return this.details.headers
  }

  asCause(): Cause {
    const { causedBy } = this.details
    const own = { type: this.type, reason: this.reason }
    return causedBy === undefined ? own : { ...own, caused_by: causedBy }
  }

  /** The member `error` of the answer without its `root_cause`: what items of a bulk carry. */
  item(): JsonObject {
    return {
      type: this.type,
      reason: this.reason,
      ...this.details.extra,
      caused_by: causeJson(this.details.causedBy)
    }
  }

  body(): Json {
    const own = { type: this.type, reason: this.reason, ...this.details.extra }
    const root = this.details.root ?? own
    return {
      error: { root_cause: [causeJson(root) ?? own], ...own, caused_by: causeJson(this.details.causedBy) },
      status: this.status
    }
  }
}

const causeJson = (cause: Cause | undefined): JsonObject | undefined =>
  cause === undefined ? undefined : { ...cause, caused_by: causeJson(cause.caused_by) }

export const illegalArgument = (reason: string, causedBy?: Cause): ElasticsearchError =>
  new ElasticsearchError(
    400,
    "illegal_argument_exception",
    reason,
    causedBy === undefined ? {} : { causedBy }
  )

/** Several faults of one request are numbered and joined. */
export const validationFailed = (faults: readonly string[]): ElasticsearchError =>
  new ElasticsearchError(
    400,
    "action_request_validation_exception",
    `Validation Failed: ${faults.map((fault, index) => `${index + 1}: ${fault};`).join("")}`
  )

/** An error whose innermost Elasticsearch exception is its cause. */
export const wrapped = (status: number, type: string, reason: string, cause: Cause): ElasticsearchError =>
  new ElasticsearchError(status, type, reason, {
    causedBy: cause,
    root: { type: cause.type, reason: cause.reason }
  })
