import { illegalArgument, validationFailed } from "../ElasticsearchError.ts"
import { parseBody } from "../http/EmulatorRequest.ts"
import { type Json, type JsonObject, isArray, isObject, scalarText } from "../json/Json.ts"
import { parseUpdate, type UpdateBody, updateFaults } from "./updateDocument.ts"
import {
  checkNumbers,
  conditionFaults,
  idFaults,
  parseVersionType,
  type WriteConditions
} from "./WriteConditions.ts"

/** One operation of a bulk. */
export interface BulkOperation {
  readonly kind: string
  readonly index: string
  readonly id: string | undefined
  readonly source: string
  readonly update: UpdateBody | undefined
  readonly conditions: WriteConditions
  readonly requireAlias: boolean
  /** What an update tells of the document. */
  readonly shown: Json | undefined
  /** What is wrong with it, whatever the document: the whole bulk is refused. */
  readonly faults: readonly string[]
}

const parameters = new Set(
  `_index _id routing _routing version _version version_type _version_type if_seq_no if_primary_term
  retry_on_conflict pipeline _source require_alias require_data_stream dynamic_templates op_type list_executed_pipelines`.split(
    /\s+/
  )
)

interface Defaults {
  readonly index: string | undefined
  readonly requireAlias: boolean
}

/** The operations of a bulk's body; throws for lines that are none. An operation without its document is passed over. */
export const readOperations = (body: string, defaults: Defaults): readonly BulkOperation[] => {
  if (!body.endsWith("\n")) throw illegalArgument("The bulk request must be terminated by a newline [\\n]")
  const lines = body.split("\n").filter((line) => line.trim() !== "")
  const operations: BulkOperation[] = []
  for (let at = 0; at < lines.length; at++) {
    const { kind, options } = readAction(parseBody(lines[at] ?? ""), at + 1)
    if (kind === "delete") operations.push(operation(kind, options, "", defaults))
    else {
      const source = lines[++at]
      if (source !== undefined) operations.push(operation(kind, options, source, defaults))
    }
  }
  return operations
}

const readAction = (action: Json, line: number) => {
  const malformed = (expected: string) =>
    illegalArgument(`Malformed action/metadata line [${line}], expected ${expected}`)
  if (!isObject(action)) throw malformed(`START_OBJECT but found [${tokenOf(action)}]`)
  const [kind, options] = Object.entries(action)[0] ?? ["", null]
  if (kind === "") throw malformed("FIELD_NAME but found [END_OBJECT]")
  if (!["index", "create", "update", "delete"].includes(kind))
    throw malformed(`field [create], [delete], [index] or [update] but found [${kind}]`)
  if (!isObject(options)) throw malformed(`START_OBJECT but found [${tokenOf(options)}]`)
  const unknown = Object.keys(options).find((key) => !parameters.has(key))
  if (unknown !== undefined)
    throw illegalArgument(`Action/metadata line [${line}] contains an unknown parameter [${unknown}]`)
  const nested = Object.entries(options).find(
    ([key, value]) => key !== "dynamic_templates" && (isArray(value) || isObject(value))
  )
  if (nested !== undefined)
    throw malformed(
      `a simple value for field [${nested[0]}] but found [${isObject(nested[1]) ? "START_OBJECT" : "START_ARRAY"}]`
    )
  return { kind: kind === "index" && options["op_type"] === "create" ? "create" : kind, options }
}

const tokenOf = (value: Json | undefined): string => {
  if (isArray(value)) return "START_ARRAY"
  if (value === null || value === undefined) return "VALUE_NULL"
  if (typeof value === "boolean") return "VALUE_BOOLEAN"
  return typeof value === "string" ? "VALUE_STRING" : "VALUE_NUMBER"
}

const operation = (kind: string, options: JsonObject, source: string, defaults: Defaults): BulkOperation => {
  const number = (key: string) => (options[key] === undefined ? undefined : Number(scalarText(options[key])))
  const index = scalarText(options["_index"]) ?? defaults.index
  const id = scalarText(options["_id"])
  if (index === undefined) throw validationFailed(["index is missing"])
  const conditions: WriteConditions = {
    create: kind === "create",
    ifSeqNo: number("if_seq_no"),
    ifPrimaryTerm: number("if_primary_term"),
    version: number("version"),
    versionType: parseVersionType(scalarText(options["version_type"]) ?? "internal")
  }
  checkNumbers(conditions)
  const update = kind === "update" ? parseUpdate(source, parseBody(source)) : undefined
  return {
    kind,
    index,
    id,
    source,
    update,
    conditions,
    requireAlias:
      options["require_alias"] === undefined ? defaults.requireAlias : options["require_alias"] === true,
    shown: update?.given["_source"] ?? options["_source"],
    faults: [
      ...(id === undefined && (kind === "delete" || kind === "update") ? ["id is missing"] : []),
      ...conditionFaults(conditions),
      ...(update === undefined ? [] : updateFaults(update, conditions, number("retry_on_conflict") ?? 0)),
      ...idFaults(id ?? "")
    ]
  }
}
