/**
 * Maps what the client threw to an error of the domain: by Elasticsearch's error type first, by status second (elasticsearch-snapshots
 * reference §1.10, §5.5). The `error` of an answer can be a string, and a proxy's answer anything.
 */
import { errors } from "@elastic/elasticsearch"
import * as RedactedCause from "../../config/RedactedCause.ts"
import type { Redact } from "../../config/redaction.ts"
import {
  RepositoryMissing,
  RepositoryReadOnly,
  StoreAnswerInvalid,
  type StoreError,
  StoreRejected,
  StoreTlsFailed,
  StoreUnavailable
} from "../../domain/BackupError.ts"
import { ConnectFailed } from "./ConnectFailed.ts"
import { isRecord } from "./isRecord.ts"
import { NotElasticsearch } from "./NotElasticsearch.ts"
import { alertIn, sayTrouble, troubleOf } from "./tlsTrouble.ts"

export interface Circumstances {
  /** The end of the sentence "… while <operation>". */
  readonly operation: string
  readonly repository: string
  readonly requestTimeoutMillis: number
  /** The address of the node, as messages show it. */
  readonly node: string
  /** The answering server may repeat the headers and the address of the request: applied to everything it says, before any of it is cut off. */
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

/** Elasticsearch answers so, without an error, for a document that does not exist. */
export const documentMissing = "document_missing"

/** `null`: the body is not that of a refusal of Elasticsearch. */
const refusalOf = (error: errors.ResponseError, redact: Redact): Refusal | null => {
  const status = error.statusCode ?? 500
  const body: unknown = error.body
  const detail = isRecord(body) ? body["error"] : undefined
  if (isRecord(detail) && typeof detail["type"] === "string")
    return { status, type: detail["type"], reason: causes(detail) }
  if (
    status === 404 &&
    isRecord(body) &&
    typeof body["_id"] === "string" &&
    typeof body["_index"] === "string"
  )
    return { status, type: documentMissing, reason: "There is no such document." }
  const plain = text(detail) ?? text(body)
  // Elasticsearch gives the reason as a string only for requests that it does not know, and never for something missing.
  if (anybodys.has(status) || (text(detail) !== undefined && status !== 404))
    return { status, type: "http_error", reason: firstLine(redact(plain ?? "no reason given")) }
  return null
}

/** A proxy's page may be long; its beginning is enough to recognise it. */
const firstLine = (page: string): string => page.replace(/\s+/g, " ").trim().slice(0, 200)

const unavailable = new Set([408, 429, 502, 503, 504])

/** A server in front of Elasticsearch sends these with its own bodies. */
const anybodys = new Set([401, 403, 413, ...unavailable])

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

const setting = "CAMUNDA_BACKUP_ELASTICSEARCH_URL"

const notElasticsearch = (
  error: NotElasticsearch,
  { node, operation, redact }: Circumstances
): StoreError => {
  const { kind } = error.impostor
  const location = error.impostor.location === null ? null : redact(error.impostor.location)
  const reason =
    kind === "redirect"
      ? `${node} answers with a redirect (${error.status}) to ${location ?? "an address that cannot be read"}. Set ${setting} to the address of Elasticsearch itself${location === null ? "" : `, ${location} if it is there`}.`
      : kind === "OpenSearch"
        ? `OpenSearch answers at ${node} (${error.status}), which is not supported. Set ${setting} to Elasticsearch.`
        : `${node} answers (${error.status}), but it is ${kind} and not Elasticsearch: a proxy, a login page or another server. Set ${setting} to the address of Elasticsearch itself.`
  return new StoreAnswerInvalid({ operation, reason, impostor: { kind, location } })
}

const notConnected = ({ code, detail }: ConnectFailed, circumstances: Circumstances): StoreError => {
  const { node, operation, redact } = circumstances
  const trouble = troubleOf(code)
  if (trouble !== null)
    return new StoreTlsFailed({ operation, trouble, reason: sayTrouble(trouble, node, redact(detail)) })
  const reason = `${node}: ${redact(detail)}. Check that Elasticsearch runs, and ${setting}.`
  return new StoreUnavailable({ operation, reason, ambiguous: false })
}

const classify = (error: unknown, circumstances: Circumstances): StoreError => {
  const { node, operation, redact, requestTimeoutMillis } = circumstances
  if (error instanceof ConnectFailed) return notConnected(error, circumstances)
  if (error instanceof NotElasticsearch) return notElasticsearch(error, circumstances)
  if (error instanceof errors.ResponseError) {
    const refusal = refusalOf(error, redact)
    return refusal === null
      ? new StoreAnswerInvalid({
          operation,
          reason: `${node} answers ${error.statusCode ?? "without a status"} with a body that is not one of Elasticsearch's errors. Is something else at ${setting}, e.g. a proxy?`
        })
      : classifyRefusal(refusal, circumstances)
  }
  if (error instanceof errors.TimeoutError) {
    const reason = `No answer within ${requestTimeoutMillis} ms (CAMUNDA_BACKUP_REQUEST_TIMEOUT).`
    return new StoreUnavailable({ operation, reason, ambiguous: true })
  }
  if (error instanceof errors.DeserializationError || error instanceof errors.ProductNotSupportedError) {
    // The parser's own message quotes a piece of the body, and half a secret is not recognised as one.
    const what = error instanceof errors.DeserializationError ? "The body is not JSON" : redact(error.message)
    return new StoreAnswerInvalid({
      operation,
      reason: `${what}. Is something else than Elasticsearch at ${setting}, e.g. a proxy?`
    })
  }
  if (error instanceof errors.ElasticsearchClientError) {
    const trouble = alertIn(error.message)
    // The server did not finish the handshake, so that it has read nothing of the request.
    if (trouble !== null)
      return new StoreTlsFailed({
        operation,
        trouble,
        reason: sayTrouble(trouble, node, redact(error.message))
      })
    const reason = `${node}: ${redact(error.message)}. Check that Elasticsearch runs, and ${setting}.`
    return new StoreUnavailable({ operation, reason, ambiguous: true })
  }
  return new StoreAnswerInvalid({
    operation,
    reason: redact(error instanceof Error ? error.message : String(error))
  })
}

/** Leaves out what a body says: the client's own messages repeat it, or pieces of it. */
const wordsOf: RedactedCause.Words = (error) => {
  if (error instanceof errors.ResponseError) {
    const body: unknown = error.body
    const detail = isRecord(body) && isRecord(body["error"]) ? body["error"] : {}
    return `${error.statusCode ?? "no status"} ${text(detail["type"]) ?? "http_error"}`
  }
  if (error instanceof errors.DeserializationError) return "The body is not JSON."
  if (error instanceof errors.SerializationError) return "The request cannot be written as JSON."
  return error.message
}

/** The error of the domain, with what was thrown as its cause. */
export const classifyError = (error: unknown, circumstances: Circumstances): StoreError =>
  RedactedCause.withCause(
    classify(error, circumstances),
    RedactedCause.of(error, circumstances.redact, wordsOf)
  )

/** Recognises Elasticsearch's answer for an exact name that does not exist; with a uuid in it the snapshot is listed but cannot be read. */
export const missingSnapshot = (error: StoreError): "absent" | "damaged" | null =>
  error._tag === "StoreRejected" && error.status === 404 && error.type === "snapshot_missing_exception"
    ? /^\[[^\]]*:[^\]]*\/[^\]]+\] is missing/.test(error.reason)
      ? "damaged"
      : "absent"
    : null
