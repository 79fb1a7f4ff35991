import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import { malformed } from "../http/EmulatorRequest.ts"
import { type JsonObject, isObject } from "../json/Json.ts"
import { JsonSyntaxError } from "../json/JsonSyntaxError.ts"
import { parseLeadingJson } from "../json/parseJson.ts"

export interface ParsedSource {
  readonly source: JsonObject
  /** Throws for what follows the document. Told only after all that is wrong with the document itself. */
  readonly checkEnd: () => void
}

/** The source of a document; throws what Elasticsearch says of a text that is none. */
export const parseSource = (text: string): ParsedSource => {
  const { value, trailing } = attempt(() => parseLeadingJson(text))
  if (!isObject(value))
    throw new ElasticsearchError(
      400,
      "document_parsing_exception",
      "Malformed content, must start with an object"
    )
  const checkEnd = () => {
    const more = attempt(trailing)
    if (more !== undefined)
      throw illegalArgument(`Malformed content, found extra data after parsing: ${more}`)
  }
  return { source: value, checkEnd }
}

const attempt = <A>(read: () => A): A => {
  try {
    return read()
  } catch (error) {
    throw error instanceof JsonSyntaxError ? unparsable(error) : error
  }
}

/** The place is that of the last token that could be read. */
const unparsable = (error: JsonSyntaxError): ElasticsearchError => {
  const told = malformed(error)
  const reason =
    error.lastToken === undefined
      ? `[${error.line}:${error.column}] ${told.reason}`
      : `[${error.lastToken}] failed to parse: ${told.reason}`
  return new ElasticsearchError(400, "document_parsing_exception", reason, { causedBy: told.asCause() })
}
