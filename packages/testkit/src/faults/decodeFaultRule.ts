import { METHODS } from "node:http"
import { ControlError } from "./Control.ts"
import { ControlBody, isRecord } from "./ControlBody.ts"
import type { FaultAction, FaultMatch, FaultRule } from "./FaultRule.ts"

const matchKeys = [
  "method",
  "path",
  "pathPattern",
  "bodyPattern",
  "times",
  "skip",
  "probability",
  "seed"
] as const

const actionKeys = [
  "respond",
  "html",
  "retryAfter",
  "redirect",
  "dropBefore",
  "dropAfter",
  "refuse",
  "delay",
  "drip",
  "hold",
  "truncate"
] as const

/** Another answer, whether the request took effect or not. */
const substitutes = ["respond", "html", "retryAfter", "redirect"] as const

type MatchKey = (typeof matchKeys)[number]
type ActionKey = (typeof actionKeys)[number]
type Given = { readonly [key in MatchKey | ActionKey | "applied"]?: unknown }

/** A rule as JSON carries it: patterns are texts, and there is no function to match by. Throws what is wrong with it. */
export const decodeFaultRule = (body: unknown): FaultRule => {
  const given: Given = ControlBody.parse(body, [...matchKeys, ...actionKeys, "applied"])
  const actions = actionKeys.filter((key) => given[key] !== undefined)
  const [action] = actions
  if (action === undefined || actions.length > 1)
    throw new ControlError(400, `A rule has one of ${actionKeys.join(", ")}.`)
  if (given.applied !== undefined && !substitutes.some((one) => one === action))
    throw new ControlError(400, `"applied" goes with ${substitutes.join(", ")} only.`)
  return { ...decodeMatch(given), ...decodeAction(given, action) }
}

const decodeMatch = (given: Given): FaultMatch => {
  const { method, path, pathPattern, bodyPattern, times, skip, probability, seed } = given
  if (path !== undefined && pathPattern !== undefined)
    throw new ControlError(400, 'A rule has "path" or "pathPattern", not both.')
  const body = bodyPattern === undefined ? undefined : ControlBody.pattern(bodyPattern, "bodyPattern")
  if (probability !== undefined && ControlBody.number(probability, "probability") > 1)
    throw new ControlError(400, '"probability" is to be from 0 to 1.')
  return {
    ...(method === undefined ? {} : { method: methodOf(method) }),
    ...(path === undefined ? {} : { path: pathOf(path) }),
    ...(pathPattern === undefined ? {} : { path: ControlBody.pattern(pathPattern, "pathPattern") }),
    ...(body === undefined ? {} : { body }),
    ...(times === undefined ? {} : { times: ControlBody.number(times, "times") }),
    ...(skip === undefined ? {} : { skip: ControlBody.number(skip, "skip") }),
    ...(probability === undefined ? {} : { probability: ControlBody.number(probability, "probability") }),
    ...(seed === undefined
      ? {}
      : { seed: typeof seed === "number" ? String(seed) : ControlBody.text(seed, "seed") })
  }
}

/** A method that no request has would never strike, and nobody would know why. */
const methodOf = (value: unknown): string => {
  const method = ControlBody.text(value, "method").toUpperCase()
  if (METHODS.includes(method)) return method
  throw new ControlError(400, `"method" is no HTTP method: ${method}.`)
}

const pathOf = (value: unknown): string => {
  const path = ControlBody.text(value, "path")
  if (path.startsWith("/") && !path.includes("?")) return path
  throw new ControlError(400, '"path" is to begin with a slash and to be without the query.')
}

const decodeAction = (given: Given, action: ActionKey): FaultAction => {
  const value = given[action]
  const applied = given.applied === undefined ? {} : { applied: ControlBody.flag(given.applied, "applied") }
  switch (action) {
    case "respond":
      return { respond: decodeAnswer(value), ...applied }
    case "html":
      return { html: status(value, action), ...applied }
    case "redirect":
      return { redirect: status(value, action), ...applied }
    case "retryAfter":
      return { retryAfter: ControlBody.number(value, action), ...applied }
    case "dropBefore":
      return { dropBefore: only(true, value, action) }
    case "dropAfter":
      return { dropAfter: only(true, value, action) }
    case "refuse":
      // Without an end nobody could reach the port any more to order one.
      return { refuse: ControlBody.number(value, action) }
    case "delay":
      return { delay: ControlBody.number(value, action) }
    case "drip": {
      const { bytes, every } = ControlBody.parse(value, ["bytes", "every"])
      return {
        drip: {
          bytes: Math.max(1, ControlBody.number(bytes, "bytes")),
          every: ControlBody.number(every, "every")
        }
      }
    }
    case "hold":
      return { hold: value === "after" ? "after" : only(true, value, action) }
    case "truncate":
      return { truncate: value === "connection" ? "connection" : only(true, value, action) }
  }
}

const decodeAnswer = (value: unknown) => {
  const { status: code, body, headers } = ControlBody.parse(value, ["status", "body", "headers"])
  if (headers !== undefined && !isRecord(headers))
    throw new ControlError(400, '"headers" is to be an object of texts.')
  const texts = isRecord(headers)
    ? Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, ControlBody.text(text, name)]))
    : {}
  return { status: status(code, "status"), body: body ?? "", headers: texts }
}

const status = (value: unknown, key: string): number => {
  const code = ControlBody.number(value, key)
  if (Number.isInteger(code) && code >= 200 && code <= 599) return code
  throw new ControlError(400, `"${key}" is to be an HTTP status from 200 to 599.`)
}

const only = <const A>(wanted: A, value: unknown, key: string): A => {
  if (value === wanted) return wanted
  throw new ControlError(400, `"${key}" cannot be ${JSON.stringify(value)}.`)
}
