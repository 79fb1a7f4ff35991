import type { ServerResponse } from "node:http"
import { sleep } from "../clock/Clock.ts"
import type { FaultedService } from "./FaultedService.ts"
import type { FaultAction } from "./FaultRule.ts"
import type { StruckRequest } from "./Faults.ts"
import type { RecordedRequest } from "./RequestLog.ts"
import { errorPage, errorPagePath, substituteAnswer } from "./substituteAnswer.ts"
import { cut, truncateAnswer, writeAnswer, writeSlowly } from "./writeAnswer.ts"
import { pathOf, queryOf, type WireAnswer, type WireRequest } from "./Wire.ts"

/** The port that a request came in at. */
export interface Entrance {
  /** False once it has closed: nothing takes effect or is answered any more. */
  readonly alive: () => boolean
  /** Refuses connections until then, or for so many milliseconds. */
  readonly refuse: (until: Promise<void> | number) => Promise<void>
}

/** Records a request, lets a fault strike it, applies it, and answers. */
export const answerRequest = async (
  service: FaultedService,
  request: WireRequest,
  response: ServerResponse,
  entrance: Entrance
): Promise<void> => {
  const send = (answer: WireAnswer | undefined): void => {
    if (!entrance.alive()) return
    if (answer === undefined) cut(response)
    else writeAnswer(response, answer, request.method)
  }
  const own = await service.control?.(request)
  if (own !== undefined) return send(own)
  if (isRedirected(service, request)) return send(errorPage(Number(queryOf(request.uri).get("status"))))
  const recorded = record(request, service.clock.now())
  const struck = service.faults.strike(recorded)
  service.requests.add(struck === undefined ? recorded : { ...recorded, fault: struck.id })
  if (struck === undefined) return send(await service.apply(request))
  return strike(service, struck, request, response, entrance, send)
}

const strike = async (
  service: FaultedService,
  { action, released }: StruckRequest,
  request: WireRequest,
  response: ServerResponse,
  entrance: Entrance,
  send: (answer: WireAnswer | undefined) => void
): Promise<void> => {
  const apply = () => (entrance.alive() ? service.apply(request) : Promise.resolve(undefined))
  if ("dropBefore" in action) return cut(response)
  if ("refuse" in action) return entrance.refuse(action.refuse === true ? released : action.refuse)
  if ("hold" in action && action.hold === true) {
    await released
    return send(await apply())
  }
  if ("delay" in action) {
    await sleep(service.clock, action.delay)
    return send(await apply())
  }
  if (isSubstitute(action)) {
    if (action.applied === true) await apply()
    return send(substituteAnswer(action))
  }
  const answer = await apply()
  if ("dropAfter" in action || answer === undefined) return cut(response)
  if ("truncate" in action) return truncateAnswer(response, answer, action.truncate)
  if ("drip" in action) return writeSlowly(response, answer, action.drip, service.clock)
  await released
  send(answer)
}

type Substitute = Extract<FaultAction, { readonly applied?: boolean }>

const isSubstitute = (action: FaultAction): action is Substitute =>
  "respond" in action || "html" in action || "retryAfter" in action || "redirect" in action

const isRedirected = ({ faults }: FaultedService, request: WireRequest): boolean =>
  pathOf(request.uri) === errorPagePath && faults.list().some(({ rule }) => "redirect" in rule)

const record = ({ method, uri, body }: WireRequest, time: number): RecordedRequest => ({
  method,
  path: pathOf(uri),
  query: queryOf(uri),
  body: body.toString(),
  time
})
