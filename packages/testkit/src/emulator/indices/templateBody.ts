import { type Cause, ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import { type Json, type JsonObject, isArray, isObject } from "../json/Json.ts"
import { spanAt } from "../json/spanAt.ts"
import { flattenSettings, mergeSettings, nestSettings } from "./indexSettings.ts"
import { mergeMappings } from "./mergeMappings.ts"

const contentKeys = new Set(["settings", "mappings", "aliases", "lifecycle", "data_stream_options"])

/** The body of a template; throws for keys that it does not have, as its parser does. */
export const parseTemplate = (
  kind: "index_template" | "component_template",
  keys: ReadonlySet<string>,
  text: string,
  body: Json | undefined
): JsonObject => {
  if (body === undefined) throw new ElasticsearchError(400, "parse_exception", "request body is required")
  if (!isObject(body)) throw refused(`[1:1] [${kind}] Expected START_OBJECT but was: ${tokenOf(body)}`)
  for (const [key, value] of Object.entries(body)) {
    if (!keys.has(key)) throw refused(`[${spanAt(text, [key]).key}] [${kind}] unknown field [${key}]`)
    if (key === "template") checkMembers(kind, text, key, "template", contentKeys, value)
    if (key === "data_stream") checkMembers(kind, text, key, "data_stream_template", dataStreamKeys, value)
    if (key === "priority" && typeof value === "string" && !/^\d+$/.test(value)) {
      const cause = { type: "illegal_argument_exception", reason: `For input string: "${value}"` }
      throw refused(`[${spanAt(text, [key]).start}] [${kind}] failed to parse field [${key}]`, cause)
    }
  }
  return body
}

const dataStreamKeys = new Set(["hidden", "allow_custom_routing", "failure_store"])

const checkMembers = (
  kind: string,
  text: string,
  key: string,
  parser: string,
  known: ReadonlySet<string>,
  value: Json | undefined
): void => {
  const unknown = isObject(value) ? Object.keys(value).find((name) => !known.has(name)) : undefined
  if (unknown === undefined) return
  const inner = spanAt(text, [key, unknown])
  const cause = {
    type: "x_content_parse_exception",
    reason: `[${inner.key}] [${parser}] unknown field [${unknown}]`
  }
  throw refused(`[${inner.start}] [${kind}] failed to parse field [${key}]`, cause, cause)
}

const refused = (reason: string, causedBy?: Cause, root?: Cause): ElasticsearchError =>
  new ElasticsearchError(400, "x_content_parse_exception", reason, {
    ...(causedBy === undefined ? {} : { causedBy }),
    ...(root === undefined ? {} : { root })
  })

const tokenOf = (value: Json): string => {
  if (isArray(value)) return "START_ARRAY"
  if (value === null) return "VALUE_NULL"
  return typeof value === "string"
    ? "VALUE_STRING"
    : typeof value === "boolean"
      ? "VALUE_BOOLEAN"
      : "VALUE_NUMBER"
}

export const invalidTemplate = (name: string, cause: string): ElasticsearchError =>
  new ElasticsearchError(
    400,
    "invalid_index_template_exception",
    `index_template [${name}] invalid, cause [${cause}]`
  )

/** Throws unless a template can have this name; `more` are its other faults. */
export const checkTemplate = (name: string, more: readonly string[] = []): void => {
  const faults = [
    ...(name.includes(" ") ? ["name must not contain a space"] : []),
    ...(name.includes(",") ? ["name must not contain a ','"] : []),
    ...(name.includes("#") ? ["name must not contain a '#'"] : []),
    ...(name.startsWith("_") ? ["name must not start with '_'"] : []),
    ...(name === name.toLowerCase() ? [] : ["name must be lower cased"]),
    ...more
  ]
  if (faults.length > 0)
    throw invalidTemplate(
      name,
      `Validation Failed: ${faults.map((fault, at) => `${at + 1}: ${fault};`).join("")}`
    )
}

/** A template's content as it is shown: settings nested and as texts, in the order of their keys. */
export const shownContent = (content: Json | undefined): Json | undefined => {
  if (!isObject(content)) return content
  const { aliases, mappings, settings } = content
  return {
    aliases,
    mappings: isObject(mappings) ? mergeMappings(mappings) : mappings,
    settings: settings === undefined ? undefined : nestSettings(mergeSettings(flattenSettings(settings)))
  }
}

export const requireKey = (body: JsonObject, key: string): void => {
  if (body[key] === undefined) throw illegalArgument(`Required [${key}]`)
}
