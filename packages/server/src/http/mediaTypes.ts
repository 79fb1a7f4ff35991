/**
 * Media types of answers and of bodies. Spring's own names for JSON are answered to those who ask for them, as Camunda's processes do, and
 * `Content-Type` says which was taken. A parameter other than `charset` changes nothing in JSON, so it does not matter.
 */
import { parse } from "content-type"
import type { Request, Response } from "express"

const json = "application/json"
const spring = "application/vnd.spring-boot.actuator"

/** In the order of our preference, where a client has none; with what is answered to it. */
const jsonTypes: ReadonlyMap<string, string> = new Map([
  [json, json],
  [`${spring}.v3+json`, `${spring}.v3+json`],
  [`${spring}.v2+json`, `${spring}.v2+json`],
  // Any JSON of somebody's own: the one that has such a name.
  ["application/*+json", `${spring}.v3+json`]
])

const eventTypes: ReadonlyMap<string, string> = new Map([["text/event-stream", "text/event-stream"]])

const isUtf8 = ({ charset }: Readonly<Record<string, string>>): boolean =>
  charset === undefined || charset.toLowerCase() === "utf-8"

/** The ranges of an `Accept` header. */
const rangesOf = (accept: string) => {
  const ranges: Array<ReturnType<typeof parse>> = []
  for (let start = 0; start < accept.length;) {
    const range = parse(accept, { comma: true, start })
    ranges.push(range)
    start = range.index + 1
  }
  return ranges
}

interface Offer {
  /** What it is compared with, and what it is called in the answer. */
  readonly type: string
  readonly contentType: string
}

const withCharset = "; charset=utf-8"

/** A type that is asked for with parameters is offered with them, so that the range matches. */
const offersFor = (accept: string, types: ReadonlyMap<string, string>): ReadonlyArray<Offer> => [
  ...[...types].map(([type, contentType]) => ({ type, contentType })),
  ...rangesOf(accept).flatMap(({ parameters, type }) => {
    const contentType = types.get(type.toLowerCase())
    const { q: _weight, ...others } = parameters
    if (contentType === undefined || Object.keys(others).length === 0 || !isUtf8(others)) return []
    const words = Object.entries(others).map(([name, value]) => `; ${name}=${JSON.stringify(value)}`)
    return [
      {
        type: `${type}${words.join("")}`,
        contentType: others["charset"] === undefined ? contentType : `${contentType}${withCharset}`
      }
    ]
  })
]

/** What is answered to the request, by weights, wildcards and parameters; `null`: nothing that it accepts. A blank `Accept` is none. */
const negotiate = (request: Request, types: ReadonlyMap<string, string>): string | null => {
  const accept = request.get("accept")?.trim() ?? ""
  const offers = offersFor(accept, types)
  if (accept === "") return offers[0]?.contentType ?? null
  const chosen = request.accepts(offers.map((x) => x.type))
  return offers.find((x) => x.type === chosen)?.contentType ?? null
}

/** Caches keep answers in different types apart. */
const varying = (response: Response, contentType: string | null): string | null => {
  response.vary("Accept")
  return contentType
}

/** The type of an answer in JSON, or `null` for a 406. */
export const jsonType = (request: Request, response: Response): string | null =>
  varying(response, negotiate(request, jsonTypes))

/** The type of a stream of events, or `null` for a 406. */
export const eventStreamType = (request: Request, response: Response): string | null =>
  varying(response, negotiate(request, eventTypes))

/** Whether a body of this type is JSON in UTF-8. */
export const isJson = (contentType: string): boolean => {
  const { parameters, type } = parse(contentType)
  return /^application\/([a-z0-9.+-]+\+)?json$/.test(type.toLowerCase()) && isUtf8(parameters)
}
