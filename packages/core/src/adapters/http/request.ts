/** One request to a server of ours or of Camunda. It is bounded and never repeated: after a lost answer the caller looks first. */
import { Duration, Effect, Redacted, Result } from "effect"
import { notShown } from "../../config/addresses.ts"
import * as RedactedCause from "../../config/RedactedCause.ts"
import * as Redaction from "../../config/redaction.ts"
import { ServerRefused, ServerUnreachable } from "../../domain/TransportError.ts"
import { monotonicMillis } from "../../ports/monotonicMillis.ts"
import { AskedBy, nobody } from "../../ports/AskedBy.ts"
import { innermost, reasonOf, through } from "./causeOf.ts"
import { parsePlain } from "./parseExact.ts"
import type { NamedProxy } from "./Proxy.ts"
import { named } from "./ProxyFailed.ts"
import * as Quantities from "../../domain/Quantities.ts"

/** What is needed of an answer. */
export interface FetchAnswer {
  readonly status: number
  readonly headers: { readonly get: (name: string) => string | null }
  readonly body: ReadableStream<Uint8Array> | null
  readonly text: () => Promise<string>
}

/** What is needed of `fetch`. */
export interface Fetch {
  (
    url: string,
    init: {
      readonly method?: "GET" | "POST" | "DELETE"
      readonly headers: Record<string, string>
      readonly signal: AbortSignal
      readonly redirect: "manual"
      readonly body?: string
    }
  ): Promise<FetchAnswer>
  /** What it asks through; absent: nothing that is known here. */
  readonly proxy?: NamedProxy
}

/** How requests are sent. */
export interface Sending {
  /** Bound of one request, its whole answer included. */
  readonly requestTimeout: Duration.Input
  /** Default `camunda-backup`. The name of the requester is appended. */
  readonly userAgent?: string
  /** Sent with every request, as `Authorization: Bearer`. */
  readonly token?: Redacted.Redacted
  /** In place of the runtime's own `fetch`: with certificates of its own, or through a proxy (`tlsFetch`). */
  readonly fetch?: Fetch
  /** Told of every request when it is sent. */
  readonly onRequest?: (begun: Begun) => void
  /** Told of every request when its answer has come, or will not come. */
  readonly onAnswer?: (sent: Sent) => void
}

/** A request that is being sent. */
export interface Begun {
  /** Of no other request of this process. */
  readonly number: number
  readonly method: "GET" | "POST" | "DELETE"
  /** Without user name and password. */
  readonly url: string
}

/** A request that was sent, and what came back. */
export interface Sent extends Begun {
  /** `null`: no answer. */
  readonly status: number | null
  readonly millis: number
  /** Of the body of the answer, counted in characters: in JSON nearly all of them are one byte. */
  readonly bytes: number
  /** What went wrong, in words; `null`: nothing. */
  readonly trouble: string | null
}

let sentSoFar = 0

/** The number of a new request. */
export const nextNumber = (): number => ++sentSoFar

/** What the body of a refusal says, of whichever server. */
const troubleOf = ({ body, status }: Pick<Answer, "body" | "status">): string | null => {
  if (status < 400) return null
  const json = Result.getOrElse(parsePlain(body), () => null)
  const said =
    typeof json === "object" && json !== null
      ? Object.entries(json).find(([key]) => key === "detail" || key === "message")?.[1]
      : undefined
  return typeof said === "string" && said !== "" ? said : `answered ${status}${sentence(body)}`
}

export interface Request {
  readonly method: "GET" | "POST" | "DELETE"
  readonly url: string
  readonly body?: string
}

export interface Answer {
  readonly url: string
  readonly status: number
  readonly body: string
  /** Whether the request changes something. */
  readonly mutating: boolean
  /** What it was asked through. */
  readonly proxy?: NamedProxy
}

/** Header values are printable ASCII; `fetch` refuses others, and a request must not fail for a name in its user agent. */
const printable = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, "?")

/** What proves who asks. */
export const proof = (token: Redacted.Redacted | undefined): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${Redacted.value(token)}` }

const headersOf = (
  request: Request,
  userAgent: string,
  askedBy: string,
  token: Redacted.Redacted | undefined
): Record<string, string> => ({
  ...proof(token),
  accept: "application/json, application/problem+json",
  // A read need not say who sent it.
  "user-agent":
    request.method === "GET" || askedBy === nobody ? userAgent : `${userAgent} (${printable(askedBy)})`,
  ...(request.body === undefined ? {} : { "content-type": "application/json" })
})

/** `fetch` refuses an address with a user name and password, and neither may appear in the error. */
export const withoutUser = (address: string): string => {
  const url = URL.parse(address)
  if (url === null) return notShown
  return url.username === "" && url.password === "" ? address : `${url.origin}${url.pathname}${url.search}`
}

/** Codes that only a connection which does not come about ends with: nothing was sent. */
const unsent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"])

export type Send = (request: Request) => Effect.Effect<Answer, ServerUnreachable>

/** Sends it and gives the answer, whatever its status. */
export const makeSend = ({
  fetch: ask = fetch,
  onAnswer = () => {},
  onRequest = () => {},
  requestTimeout,
  token,
  userAgent = "camunda-backup"
}: Sending): Send => {
  const boundMillis = Duration.toMillis(requestTimeout)
  return Effect.fnUntraced(function* (request: Request) {
    const { body, method, url } = request
    const mutating = method !== "GET"
    const headers = headersOf(request, printable(userAgent), yield* AskedBy, token)
    const redact = Redaction.ofConnection({ urls: [url] })
    const unreachable = (
      reason: string,
      bound: number | null,
      {
        isUnsent = false,
        proxy
      }: { readonly isUnsent?: boolean; readonly proxy?: ServerUnreachable["proxy"] } = {}
    ) =>
      new ServerUnreachable({
        url: withoutUser(url),
        // Without a connection, and where a proxy has passed nothing on, nothing was carried out.
        reason:
          mutating && proxy === undefined && !isUnsent
            ? `${reason} The request may have been carried out all the same.`
            : reason,
        boundMillis: bound,
        ...(proxy === undefined ? {} : { proxy })
      })
    const begun = yield* monotonicMillis
    const about: Begun = { number: nextNumber(), method, url: withoutUser(url) }
    onRequest(about)
    const told = (status: number | null, bytes: number, trouble: string | null) =>
      Effect.map(monotonicMillis, (now) =>
        onAnswer({ ...about, status, millis: now - begun, bytes, trouble })
      )
    const answer = yield* Effect.tryPromise({
      try: async (signal) => {
        // A followed redirect would turn a POST into a GET.
        const init = {
          method,
          headers,
          signal,
          redirect: "manual" as const,
          ...(body === undefined ? {} : { body })
        }
        const response = await ask(url, init)
        return { status: response.status, body: await response.text() }
      },
      catch: (error) => {
        const cause = RedactedCause.of(error, redact)
        const { reason, ...failed } = reasonOf(error, cause, ask.proxy)
        const isUnsent = unsent.has(innermost(cause).code ?? "")
        return RedactedCause.withCause(unreachable(`${reason}.`, null, { ...failed, isUnsent }), cause)
      }
    }).pipe(
      Effect.timeoutOrElse({
        duration: boundMillis,
        orElse: () =>
          Effect.fail(
            unreachable(
              `none within ${Quantities.exactDuration(boundMillis)}${through(ask.proxy)}.`,
              boundMillis
            )
          )
      }),
      Effect.tap((x) => told(x.status, x.body.length, troubleOf(x))),
      Effect.tapError((error) => told(null, 0, error.message))
    )
    return { ...answer, url, mutating, ...(ask.proxy === undefined ? {} : { proxy: ask.proxy }) }
  })
}

export const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300

/** The decoded answer, or that it is not one. */
export const decoded = <A>(
  { url }: Answer,
  result: Result.Result<A, string>
): Effect.Effect<A, ServerRefused> =>
  Effect.mapError(
    Effect.fromResult(result),
    (reason) =>
      new ServerRefused({
        status: 200,
        text: `The answer of ${url} cannot be read: ${reason}. Is it the address of camunda-backup-server or of Camunda's actuator?`,
        said: null
      })
  )

/** How a proxy answers for a server that is unreachable. */
const isGateway = (status: number): boolean => status === 502 || status === 503 || status === 504

/** Sentences can be shown to a person; JSON and pages say nothing at three in the morning. */
const sentence = (body: string): string => {
  const text = body.trim()
  if (text === "") return ""
  if (/^[[{"]/.test(text)) return " in JSON without a message"
  const title = /<title>([^<]{1,80})<\/title>/i.exec(text)?.[1]?.trim()
  if (title !== undefined) return ` with a web page, "${title}"`
  return text.startsWith("<") ? " with a web page" : ` and said: ${text.slice(0, 200)}`
}

/** A refusal in a form that is not understood. */
export const unexplained = ({ body, proxy, status, url }: Answer): ServerRefused | ServerUnreachable => {
  const shown = sentence(body)
  if (!isGateway(status))
    return new ServerRefused({
      status,
      text: `${url} answered ${status}${through(proxy)}${shown}.`,
      said: null
    })
  // In a tunnel it is another one, in front of the server.
  const who = proxy === undefined || url.startsWith("https:") ? "a proxy" : named(proxy)
  return new ServerUnreachable({ url, reason: `${who} answered ${status}${shown}.`, boundMillis: null })
}
