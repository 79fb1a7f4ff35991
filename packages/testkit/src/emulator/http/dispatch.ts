import { type Json, isObject, scalarText } from "../json/Json.ts"
import type { Cluster } from "../cluster/Cluster.ts"
import { queryOf, type WireAnswer, type WireRequest } from "../../faults/Wire.ts"
import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import { filterPath } from "../json/filterPath.ts"
import { writeYaml } from "../json/writeYaml.ts"
import { writeJson, writePrettyJson } from "../json/writeJson.ts"
import { type Answer, answer } from "./Answer.ts"
import { checkParameters } from "./checkParameters.ts"
import { EmulatorRequest, type RequestParts } from "./EmulatorRequest.ts"
import { isLong, jsonPieces } from "./jsonPieces.ts"
import { answerMediaType, refuseMediaType } from "./mediaType.ts"
import { compressed, readBody } from "./compression.ts"
import type { Route } from "./Route.ts"
import type { Router } from "./Router.ts"
import { answerFormat } from "./answerFormat.ts"
import { authenticate } from "../security/authenticate.ts"
import { authorize } from "../security/authorize.ts"
import type { Subject } from "../security/Security.ts"
import { checkQueryEscapes, decodePath } from "./decodePath.ts"
import { lineTooLong, maxLineBytes } from "./unreadable.ts"

/** Answers one request; never throws. */
export const dispatch = async (cluster: Cluster, router: Router, wire: WireRequest): Promise<WireAnswer> => {
  const { method, uri, accept, contentType } = wire
  const [path = ""] = uri.split(/[?#]/, 1)
  const query = queryOf(uri)
  const result = await attempt(() => {
    const subject = subjectOf(cluster, wire)
    const parts = { method, uri, accept, query, body: readBody(wire) }
    return route(cluster, router, parts, contentType, path, subject)
  })
  return compressed(wire, encode(cluster, wire, query, result))
}

const route = (
  cluster: Cluster,
  router: Router,
  parts: RequestParts,
  contentType: string,
  path: string,
  subject: Subject | undefined
): Answer | Promise<Answer> => {
  const { method, uri } = parts
  if (Buffer.byteLength(`${method} ${uri} HTTP/1.1`) > maxLineBytes) throw lineTooLong()
  checkQueryEscapes(uri)
  const { compatibleWith } = cluster.traits
  const refused = refuseMediaType({
    accept: parts.accept,
    contentType,
    hasBody: parts.body !== "",
    compatibleWith
  })
  if (refused !== undefined) return refused
  const errorTrace = parts.query.get("error_trace") ?? ""
  if (!isFlag(errorTrace)) return answer(400, { error: notAFlag(errorTrace), status: 400 })
  for (const name of ["pretty", "human"]) {
    const value = parts.query.get(name) ?? ""
    if (!isFlag(value)) throw illegalArgument(notAFlag(value))
  }
  const match = path.includes("//") ? nothing : router.match(method, decodePath(path))
  if (match.found === "nothing" && method === "OPTIONS") return { status: 200, text: "" }
  if (match.found === "nothing")
    return answer(400, { error: `no handler found for uri [${uri}] and method [${method}]` })
  if (match.found === "path") {
    const headers = { allow: match.allowed.join(",") }
    if (method === "OPTIONS") return { status: 200, text: "", headers }
    const error = `Incorrect HTTP method for uri [${uri}] and method [${method}], allowed: [${match.allowed.join(", ")}]`
    return { status: 405, json: { error, status: 405 }, headers }
  }
  const { query } = match.route
  checkParameters(path, parts.query.keys(), typeof query === "function" ? query(cluster) : query)
  const request = new EmulatorRequest(parts, path, match.params)
  for (const name of ["master_timeout", "timeout"]) request.time(name)
  checkBody(match.route, parts, path)
  const params =
    subject === undefined ? match.params : authorize(cluster, subject, parts, match.route, match.params)
  return match.route.handle(cluster, new EmulatorRequest(parts, path, params, subject))
}

/** Who asks is found out before anything else of a request is looked at. */
const subjectOf = ({ security }: Cluster, { rawHeaders, uri }: WireRequest): Subject | undefined =>
  security === undefined ? undefined : authenticate(security, headerOf(rawHeaders, "authorization"), uri)

const headerOf = (rawHeaders: readonly string[], wanted: string): string | undefined => {
  const at = rawHeaders.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === wanted)
  return at < 0 ? undefined : rawHeaders[at + 1]
}

const nothing = { found: "nothing" } as const

const isFlag = (value: string): boolean => value === "" || value === "true" || value === "false"

const notAFlag = (value: string): string =>
  `Failed to parse value [${value}] as only [true] or [false] are allowed.`

const bodiless = new Set(["GET", "HEAD", "DELETE"])

const checkBody = ({ body }: Route, { method, body: sent }: RequestParts, path: string): void => {
  if (sent === "" || (body ?? !bodiless.has(method))) return
  throw illegalArgument(`request [${method} ${path}] does not support having a body`)
}

const attempt = async (run: () => Answer | Promise<Answer>): Promise<Answer> => {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof ElasticsearchError)) return broken(error)
    const { headers } = error
    return { ...answer(error.status, error.body()), ...(headers === undefined ? {} : { headers }) }
  }
}

/** A fault of the emulator itself, told apart from any answer of Elasticsearch. */
const broken = (error: unknown): Answer => {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return answer(500, new ElasticsearchError(500, "emulator_exception", reason).body())
}

/** A media type that was refused is not answered with. */
const isRefusedType = ({ json }: Answer): boolean => {
  const error = isObject(json) ? json["error"] : undefined
  return isObject(error) && error["type"] === "media_type_header_exception"
}

/** Faults that are none of Elasticsearch's own. */
const javaExceptions =
  /^(array_store|null_pointer|illegal_state|illegal_argument|index_out_of_bounds|class_cast)_exception$/

/** The caller's own mark comes back, and a fault of the server's names its class. */
const ownHeaders = (
  { rawHeaders }: WireRequest,
  { status, json }: Answer,
  namesFaults: boolean
): Readonly<Record<string, string>> => {
  const opaque = headerOf(rawHeaders, "x-opaque-id")
  const error = isObject(json) ? json["error"] : undefined
  const name = namesFaults && status >= 500 && isObject(error) ? scalarText(error["type"]) : undefined
  const type = name === undefined || javaExceptions.test(name) ? undefined : name
  return {
    ...(opaque === undefined ? {} : { "X-Opaque-Id": opaque }),
    ...(type === undefined
      ? {}
      : {
          "X-Elastic-App-Exception": type.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) =>
            letter.toUpperCase()
          )
        })
  }
}

const encode = (
  cluster: Cluster,
  wire: WireRequest,
  query: ReadonlyMap<string, string>,
  result: Answer
): WireAnswer => {
  // What is forbidden is answered without a word of who answers.
  const product = result.status === 403 ? {} : { "x-elastic-product": "Elasticsearch" }
  const common = { ...product, ...ownHeaders(wire, result, cluster.traits.namesFaults), ...result.headers }
  if (result.json === undefined)
    return {
      status: result.status,
      headers: { ...common, "content-type": "text/plain; charset=UTF-8" },
      body: result.text ?? ""
    }
  // Error answers are not filtered, as on the real server.
  const filter = result.status < 400 ? (query.get("filter_path") ?? "") : ""
  const format = answerFormat(query.get("format"), wire.accept)
  if (format === "yaml")
    return {
      status: result.status,
      headers: { ...common, "content-type": "application/yaml" },
      body: writeYaml(filtered(result.json, filter))
    }
  const pretty = query.get("pretty")
  const compact = pretty !== "" && pretty !== "true"
  return {
    status: result.status,
    headers: {
      ...common,
      "content-type": isRefusedType(result) ? "application/json" : answerMediaType(wire.accept)
    },
    body:
      compact && isLong(result.json) ? jsonPieces(result.json, filter) : textOf(result.json, filter, compact)
  }
}

const filtered = (json: Json, filter: string): Json =>
  filter === "" ? json : (filterPath(json, filter) ?? {})

const textOf = (json: Json, filter: string, compact: boolean): string => {
  const kept = filtered(json, filter)
  return compact ? writeJson(kept) : `${writePrettyJson(kept)}\n`
}
