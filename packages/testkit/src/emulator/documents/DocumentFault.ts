import { type Cause, ElasticsearchError } from "../ElasticsearchError.ts"
import { type Json, isArray, isObject, RawJson, scalarText } from "../json/Json.ts"
import { type JsonPath, type Span, spanAt } from "../json/spanAt.ts"
import { javaDouble } from "./javaDouble.ts"

/** What is wrong with a value, told by its place: where that is, is looked up only when it is told. */
export class DocumentFault extends Error {
  private readonly path: JsonPath
  private readonly tell: (span: Span) => ElasticsearchError

  constructor(path: JsonPath, tell: (span: Span) => ElasticsearchError) {
    super(`A fault at ${path.join(".")}`)
    this.path = path
    this.tell = tell
  }

  in(text: string): ElasticsearchError {
    return this.tell(spanAt(text, this.path))
  }
}

/** A cause that hangs on where the value stands. */
export type CauseAt = (span: Span) => Cause

export const parsingError = (place: string, reason: string, causedBy?: Cause): ElasticsearchError =>
  new ElasticsearchError(
    400,
    "document_parsing_exception",
    `[${place}] ${reason}`,
    causedBy === undefined ? {} : { causedBy, ...(isOwn(causedBy) ? { root: causedBy } : {}) }
  )

/** Exceptions of Elasticsearch's own are the root of an answer, those of its libraries are not. */
const isOwn = ({ type }: Cause): boolean =>
  type === "document_parsing_exception" || type === "parsing_exception"

/** A value that its field cannot take. */
export const unfitValue = (
  path: JsonPath,
  field: { readonly name: string; readonly type: string; readonly id: string },
  value: Json,
  cause: CauseAt
): DocumentFault =>
  new DocumentFault(path, (span) =>
    parsingError(
      span.close,
      `failed to parse field [${field.name}] of type [${field.type}] in document with id '${field.id}'. ` +
        `Preview of field's value: '${javaText(value)}'`,
      cause(span)
    )
  )

export const illegal =
  (reason: string): CauseAt =>
  () => ({ type: "illegal_argument_exception", reason })

/** What the JSON parser itself says of a token. */
export const tokenFault =
  (reason: string, type = "json_parse_exception"): CauseAt =>
  ({ after, source }) => {
    const told = `${reason}\n at ${source}`
    return {
      type: "x_content_parse_exception",
      reason: `[${after}] ${told}`,
      caused_by: { type, reason: told }
    }
  }

/** A value as Java prints it. */
const javaText = (value: Json): string => {
  if (isArray(value)) return `[${value.map(javaText).join(", ")}]`
  if (isObject(value))
    return `{${Object.entries(value)
      .map(([key, member]) => `${key}=${javaText(member ?? null)}`)
      .join(", ")}}`
  const text = scalarText(value) ?? "null"
  const isNumber = typeof value === "number" || value instanceof RawJson
  return isNumber && /[.e]/i.test(text) ? javaDouble(Number(text)) : text
}
