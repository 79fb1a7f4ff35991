/**
 * Reads from an index that need not exist, of a document that need not exist: most backups have no entry in the journal. The official client makes
 * an error of each 404, which costs as much again as the request. Here a 404 that Elasticsearch explains is a value; every other one stays an error.
 */
import { errors, type TransportResult } from "@elastic/elasticsearch"
import { isRecord } from "./isRecord.ts"

/** The options that a request is to be made with, beside its own. */
export interface AndMissing {
  readonly ignore: Array<number>
  readonly meta: true
}

export type Missing = "no index" | "no document"

const missingIn = (body: unknown): Missing | null => {
  if (!isRecord(body)) return null
  const { error } = body
  if (isRecord(error)) return error["type"] === "index_not_found_exception" ? "no index" : null
  const isDocument = typeof body["_id"] === "string" && typeof body["_index"] === "string"
  return isDocument ? "no document" : null
}

/** The body of the answer, or what is missing. Rejects as the client does. */
export const read = async <A>(
  request: (options: AndMissing) => Promise<TransportResult<A>>
): Promise<A | Missing> => {
  const result = await request({ ignore: [404], meta: true })
  if (result.statusCode !== 404) return result.body
  return missingIn(result.body) ?? Promise.reject(new errors.ResponseError(result))
}
