/**
 * What the client threw, as an error of the domain: by Elasticsearch's error type first, by status second (elasticsearch-snapshots
 * reference §1.10, §5.5). The `error` of an answer can be a string, and a proxy's answer anything.
 */
import { errors } from "@elastic/elasticsearch"
import type { Redact } from "../../config/redaction.ts"
import {
  RepositoryMissing,
  RepositoryReadOnly,
  StoreAnswerInvalid,
  type StoreError,
  StoreRejected,
  StoreUnavailable
} from "../../domain/BackupError.ts"
import { isRecord } from "./isRecord.ts"

export interface Circumstances {
  /** The end of the sentence "… while <operation>". */
  readonly operation: string
  readonly repository: string
  readonly requestTimeoutMillis: number
  /** What answers may repeat the headers and the address it was asked with: put over everything it says, before any of it is cut off. */
  readonly redact: Redact
}

interface Refusal {
  readonly status: number
  readonly type: string
  readonly reason: string
}

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined)

/** The innermost reason that says more than the outer one, e.g. why a repository could not be written. */
const causes = (error: Readonly<Record<string, unknown>>): string => {
  const reason = text(error["reason"]) ?? "no reason given"
  const inner = error["caused_by"]
  return isRecord(inner)
    ? `${reason} Caused by ${text(inner["type"]) ?? "unknown"}: ${causes(inner)}`
    : reason
}

const refusalOf = (error: errors.ResponseError, redact: Redact): Refusal => {
  const status = error.statusCode ?? 500
  const body: unknown = error.body
  const detail = isRecord(body) ? body["error"] : undefined
  if (isRecord(detail)) return { status, type: text(detail["type"]) ?? "unknown", reason: causes(detail) }
  const plain = text(detail) ?? text(body) ?? "no reason given"
  return { status, type: "http_error", reason: firstLine(redact(plain)) }
}

/** A proxy's page may be long; its beginning is enough to recognise it. */
const firstLine = (page: string): string => page.replace(/\s+/g, " ").trim().slice(0, 200)

const unavailable = new Set([408, 429, 502, 503, 504])

const classifyRefusal = (refusal: Refusal, { operation, redact, repository }: Circumstances): StoreError => {
  const { status, type, reason } = refusal
  const said = { type: redact(type), reason: redact(reason) }
  if (type === "repository_missing_exception") return new RepositoryMissing({ repository })
  if (
    (type === "illegal_argument_exception" || type === "repository_exception") &&
    /(readonly repository|repository is readonly)/.test(reason)
  )
    return new RepositoryReadOnly({ repository })
  if (unavailable.has(status) || (type === "snapshot_exception" && reason.includes("no longer master"))) {
    return new StoreUnavailable({
      operation,
      reason: `${said.type} (${status}): ${said.reason}`,
      ambiguous: status !== 429
    })
  }
  return new StoreRejected({ operation, status, ...said })
}

export const classifyError = (error: unknown, circumstances: Circumstances): StoreError => {
  const { operation, redact, requestTimeoutMillis } = circumstances
  if (error instanceof errors.ResponseError) return classifyRefusal(refusalOf(error, redact), circumstances)
  if (error instanceof errors.TimeoutError) {
    const reason = `No answer within ${requestTimeoutMillis} ms (CAMUNDA_BACKUP_REQUEST_TIMEOUT).`
    return new StoreUnavailable({ operation, reason, ambiguous: true })
  }
  if (error instanceof errors.DeserializationError || error instanceof errors.ProductNotSupportedError) {
    // The parser's own message quotes a piece of the body, and half a secret is not recognised as one.
    const what = error instanceof errors.DeserializationError ? "The body is not JSON" : redact(error.message)
    return new StoreAnswerInvalid({
      operation,
      reason: `${what}. Is something else than Elasticsearch at CAMUNDA_BACKUP_ELASTICSEARCH_URL, e.g. a proxy?`
    })
  }
  if (error instanceof errors.ElasticsearchClientError) {
    const refused = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN/.test(error.message)
    const reason = `${redact(error.message)}. Check that Elasticsearch runs, and CAMUNDA_BACKUP_ELASTICSEARCH_URL.`
    return new StoreUnavailable({ operation, reason, ambiguous: !refused })
  }
  return new StoreAnswerInvalid({
    operation,
    reason: redact(error instanceof Error ? error.message : String(error))
  })
}

/** Elasticsearch's answer for an exact name that is not there; with the uuid in it the snapshot is listed but cannot be read. */
export const missingSnapshot = (error: StoreError): "absent" | "damaged" | null =>
  error._tag === "StoreRejected" && error.status === 404 && error.type === "snapshot_missing_exception"
    ? /^\[[^\]]*:[^\]]*\/[^\]]+\] is missing/.test(error.reason)
      ? "damaged"
      : "absent"
    : null
