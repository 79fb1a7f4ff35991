/** Every answer that a test gets must be one that the description knows: its status, its media type, its body. */
import { Ajv2020 } from "ajv/dist/2020.js"
import addFormats from "ajv-formats"
import { description } from "../../src/openapi/description.ts"
import type { Reply } from "./http.ts"

interface Content {
  readonly schema: object
}

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Content>> }>>
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: object
}

const known = JSON.parse(description("0.0.0-test")) as Description

const ajv = new Ajv2020({ strict: false, allErrors: true, allowUnionTypes: true })
addFormats.default(ajv)
ajv.addFormat("int64", true)
ajv.addSchema({ $id: "description", components: known.components })

/** A path of the description as an expression of the paths that it means. */
const templates = Object.entries(known.paths).map(
  ([path, operations]) => [new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`), path, operations] as const
)

const compiled = new Map<object, ReturnType<typeof ajv.compile>>()
const validatorOf = (schema: object) => {
  const found = compiled.get(schema)
  if (found !== undefined) return found
  const text = JSON.stringify(schema).replaceAll('"#/components', '"description#/components')
  const made = ajv.compile(JSON.parse(text) as object)
  compiled.set(schema, made)
  return made
}

const typeOf = (contentType: string): string => {
  const [type = ""] = contentType.split(";")
  return type.startsWith("application/vnd.spring-boot.actuator") ? "application/json" : type.trim()
}

/** What the description does not know of an answer; `null`: it knows all of it, or it is no answer of a path that is described. */
export const deviation = (method: string, target: string, reply: Reply): string | null => {
  const path = target.split("?")[0] ?? ""
  const [, template = "", operations] = templates.find(([expression]) => expression.test(path)) ?? []
  const operation = operations?.[method.toLowerCase()]
  if (operation === undefined) return null
  const what = `${method} ${template} answered ${reply.status}`
  const response = operation.responses[String(reply.status)]
  if (response === undefined) return `${what}, which the description does not know: ${reply.text}`
  if (response.content === undefined)
    return reply.text === "" ? null : `${what} with a body: ${reply.text.slice(0, 200)}`
  const type = typeOf(String(reply.headers["content-type"]))
  const content = response.content[type]
  if (content === undefined) return `${what} as ${type}, which the description does not know`
  if (type === "text/event-stream") return null
  const validate = validatorOf(content.schema)
  // The body of a text is that text.
  return validate(type.startsWith("application/json") || type.endsWith("+json") ? reply.json : reply.text)
    ? null
    : `${what} with a body that the description does not know: ${ajv.errorsText(validate.errors)}\n${reply.text.slice(0, 1000)}`
}
