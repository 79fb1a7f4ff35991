import { ElasticsearchError } from "../ElasticsearchError.ts"
import { parseBody } from "../http/EmulatorRequest.ts"
import { type JsonObject, isObject } from "../json/Json.ts"

/** The source of a document; throws what Elasticsearch says of a text that is none. */
export const parseSource = (source: string): JsonObject => {
  const parsed = attempt(source)
  if (isObject(parsed)) return parsed
  throw new ElasticsearchError(
    400,
    "document_parsing_exception",
    "Malformed content, must start with an object"
  )
}

const attempt = (source: string) => {
  try {
    return parseBody(source)
  } catch (error) {
    if (!(error instanceof ElasticsearchError)) throw error
    const causedBy = { type: error.type, reason: error.reason }
    throw new ElasticsearchError(
      400,
      "document_parsing_exception",
      `[1:2] failed to parse: ${error.reason}`,
      { causedBy }
    )
  }
}
