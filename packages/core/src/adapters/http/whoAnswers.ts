/**
 * What answers at an address where no server of ours or of Camunda was understood: it is asked who it is, so that an operator reads "Elasticsearch
 * 8.19.21 answers there" and not the first line of a web page. Each question is short; no answer is an answer too.
 */
import { Effect, Option, Result } from "effect"
import { ServerRefused, WrongServer } from "../../domain/TransportError.ts"
import { parsePlain } from "./parseExact.ts"
import { isSuccess, type Send } from "./request.ts"

const at = (value: unknown, ...path: ReadonlyArray<string>): unknown =>
  path.reduce<unknown>(
    (found, name) =>
      typeof found === "object" && found !== null
        ? Object.getOwnPropertyDescriptor(found, name)?.value
        : undefined,
    value
  )

const textAt = (value: unknown, ...path: ReadonlyArray<string>): string | undefined => {
  const found = at(value, ...path)
  return typeof found === "string" && found !== "" ? found.slice(0, 80) : undefined
}

type Told = Pick<WrongServer, "kind" | "what" | "instead">

/** The root of Elasticsearch and of OpenSearch. */
const elasticsearch = (json: unknown): Told | undefined => {
  const version = textAt(json, "version", "number")
  const cluster = textAt(json, "cluster_name")
  if (version === undefined || cluster === undefined) return undefined
  const product = textAt(json, "version", "distribution") === "opensearch" ? "OpenSearch" : "Elasticsearch"
  return { kind: "elasticsearch", what: `${product} ${version} (cluster ${cluster})`, instead: null }
}

/** Our description of `/api/v1`. */
const ours =
  (origin: string) =>
  (json: unknown): Told | undefined =>
    textAt(json, "info", "title") === "camunda-backup"
      ? {
          kind: "camunda-backup-server",
          what: `camunda-backup-server ${textAt(json, "info", "version") ?? ""}`.trim(),
          instead: origin
        }
      : undefined

/** The index of Spring Boot's actuator, where the endpoint of backups is listed. */
const camunda =
  (origin: string) =>
  (json: unknown): Told | undefined => {
    const links = at(json, "_links")
    if (typeof links !== "object" || links === null) return undefined
    return at(links, "backups") === undefined
      ? { kind: "other", what: "A Spring Boot actuator without the endpoint of backups", instead: null }
      : { kind: "camunda", what: "Camunda's own server", instead: `${origin}/actuator/backups` }
  }

const identify = Effect.fn("whoAnswers")(function* (
  send: Send,
  origin: string
): Effect.fn.Return<Told | null> {
  const ask = (path: string) =>
    Effect.map(
      Effect.option(Effect.timeoutOption(send({ method: "GET", url: `${origin}${path}` }), "3 seconds")),
      Option.flatten
    )
  for (const [path, told] of [
    ["/openapi.json", ours(origin)],
    ["/", elasticsearch],
    ["/actuator", camunda(origin)]
  ] as const) {
    const said = yield* ask(path)
    const json = Option.isSome(said) && isSuccess(said.value) ? parsePlain(said.value.body) : Result.fail("")
    const known = Result.isSuccess(json) ? told(json.success) : undefined
    if (known !== undefined) return known
  }
  return null
})

/** What was meant to answer at `url`. */
export interface Meant {
  readonly send: Send
  readonly url: string
  readonly kind: WrongServer["kind"]
}

/** A refusal that nobody explained: says who answers instead, where that is known and not who was meant. */
export const orWhoAnswers =
  ({ kind, send, url }: Meant) =>
  <A, E, R>(
    effect: Effect.Effect<A, E | ServerRefused, R>
  ): Effect.Effect<A, E | ServerRefused | WrongServer, R> =>
    Effect.catchIf(effect, isUnexplained, (refused) => {
      const origin = URL.parse(url)?.origin ?? url
      const isMeant = (told: Told) => told.kind === kind && (kind === "camunda" || told.instead === url)
      return Effect.flatMap(identify(send, origin), (told) =>
        Effect.fail(told === null || isMeant(told) ? refused : new WrongServer({ url, ...told }))
      )
    })

const isUnexplained = (error: unknown): error is ServerRefused =>
  error instanceof ServerRefused && error.said === null
