/** HTTP requests that are really sent, as messages. */
import { Quantities, type Sending } from "@camunda-backup/core"
import type { Send } from "./noted.ts"

type Told = Required<Pick<Sending, "onAnswer" | "onRequest">>

/** Tells of every request, whoever sends it. */
export interface Requests extends Told {
  readonly listen: (told: Told) => void
}

const isFirst = (parameter: string): boolean => /^(component|after)=/.test(parameter)

/** `GET /api/v1/backups?component=operate&limit=100`: the server stands above, and what tells two requests apart before what is cut. */
const lineOf = (method: string, address: string): string => {
  const url = URL.parse(address)
  if (url === null) return `${method} ${address}`
  const parameters = url.search.slice(1).split("&")
  const query = [...parameters.filter(isFirst), ...parameters.filter((x) => !isFirst(x))].join("&")
  return `${method} ${url.pathname}${query === "" ? "" : `?${query}`}`
}

export const tellRequests = (requests: Requests, send: Send, now: () => number): void =>
  requests.listen({
    onRequest: ({ method, number, url }) =>
      send({ _tag: "Asked", number, what: lineOf(method, url), at: now(), isRepeatable: method === "GET" }),
    onAnswer: ({ bytes, millis, number, status, trouble }) =>
      send({
        _tag: "Answered",
        number,
        millis,
        status,
        size: bytes === 0 ? "" : Quantities.bytes(bytes),
        answer: trouble ?? "",
        failed: trouble !== null
      })
  })
