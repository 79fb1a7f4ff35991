import type { AdvancingClock } from "../clock/Clock.ts"
import { type Control, ControlError } from "./Control.ts"
import { clockControls } from "./clockControls.ts"
import { faultControls } from "./faultControls.ts"
import type { Faults } from "./Faults.ts"
import { requestControls } from "./requestControls.ts"
import type { RequestLog } from "./RequestLog.ts"
import { errorPagePath } from "./substituteAnswer.ts"
import { pathOf, queryOf, type WireAnswer, type WireRequest } from "./Wire.ts"

export interface Controlled {
  readonly faults: Faults
  readonly requests: RequestLog
  readonly clock: AdvancingClock
}

const root = "/_emulator"

/** The same controls over HTTP, for tests in any language; undefined for every other path. What is asked here is neither logged nor struck. */
export const faultApi = (
  { faults, requests, clock }: Controlled,
  more: readonly Control[] = []
): ((request: WireRequest) => Promise<WireAnswer | undefined>) => {
  const controls = [...faultControls(faults), ...requestControls(requests), ...clockControls(clock), ...more]
  return async (request) => {
    const path = pathOf(request.uri)
    if ((path !== root && !path.startsWith(`${root}/`)) || path === errorPagePath) return undefined
    try {
      return await carryOut(controls, path, request)
    } catch (error) {
      if (error instanceof ControlError) return answer(error.status, { error: error.message })
      throw error
    }
  }
}

const carryOut = async (
  controls: readonly Control[],
  path: string,
  request: WireRequest
): Promise<WireAnswer> => {
  if (path === root)
    return answer(200, { calls: controls.map((control) => `${control.method} ${control.path}`) })
  const found = controls.flatMap((control) => {
    const params = paramsOf(control.path, path)
    return params === undefined ? [] : [{ control, params }]
  })
  if (found.length === 0)
    throw new ControlError(404, `Nothing is at ${path}; GET ${root} lists what there is.`)
  const match = found.find(({ control }) => control.method === request.method)
  if (match === undefined) {
    const allowed = found.map(({ control }) => control.method).join(", ")
    throw new ControlError(405, `${path} takes ${allowed}.`)
  }
  const { status, json, afterwards } = await match.control.handle({
    params: match.params,
    query: queryOf(request.uri),
    body: parse(request.body)
  })
  if (afterwards !== undefined) setImmediate(() => afterwards())
  return answer(status, json)
}

const paramsOf = (pattern: string, path: string): Readonly<Record<string, string>> | undefined => {
  const wanted = pattern.split("/")
  const given = path.split("/")
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [at, segment] of wanted.entries()) {
    const value = given[at] ?? ""
    if (segment.startsWith("{")) params[segment.slice(1, -1)] = value
    else if (segment !== value) return undefined
  }
  return params
}

const parse = (body: Buffer): unknown => {
  if (body.length === 0) return undefined
  try {
    return JSON.parse(body.toString())
  } catch (error) {
    throw new ControlError(400, `The body is no JSON: ${String(error)}`)
  }
}

const answer = (status: number, json: unknown): WireAnswer => ({
  status,
  headers: { "content-type": "application/json" },
  body: `${JSON.stringify(json)}\n`
})
