/** A client of server-sent events that remembers what it got. */
import { request } from "node:http"
import { expect } from "vitest"

export interface Received {
  readonly id: string
  /** `undefined`: only an id. */
  readonly type: string | undefined
  readonly data: Readonly<Record<string, unknown>>
}

export interface EventStream {
  readonly received: ReadonlyArray<Received>
  /** Lines that are comments. */
  readonly comments: () => number
  /** The media type of the answer. */
  readonly contentType: string | undefined
  /** Resolves with all that came, when all of these types came. */
  readonly until: (...types: ReadonlyArray<string>) => Promise<ReadonlyArray<Received>>
  readonly ended: Promise<void>
  readonly close: () => void
}

const parse = (block: string): Received | null => {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1]
  const id = field("id")
  return id === undefined
    ? null
    : { id, type: field("event"), data: JSON.parse(field("data") ?? "{}") as Received["data"] }
}

/** Resolves when the stream stands at a position: from then on nothing is missed. */
export const listen = async (
  base: string,
  query = "",
  headers: Readonly<Record<string, string>> = {}
): Promise<EventStream> => {
  const received: Array<Received> = []
  let comments = 0
  let rest = ""
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  const outgoing = request(`${base}/api/v1/events${query}`, { headers, agent: false })
  const { promise: contentType, resolve: answered, reject } = Promise.withResolvers<string | undefined>()
  outgoing.on("response", (incoming) => {
    answered(incoming.headers["content-type"])
    incoming.setEncoding("utf8")
    incoming.on("data", (text: string) => {
      const blocks = (rest + text).split("\n\n")
      rest = blocks.pop() ?? ""
      for (const block of blocks) {
        if (block.startsWith(":")) comments++
        const event = parse(block)
        if (event !== null) received.push(event)
      }
    })
    incoming.on("close", end)
  })
  outgoing.on("error", reject)
  outgoing.end()
  const stream: EventStream = {
    received,
    comments: () => comments,
    contentType: await contentType,
    until: async (...types) => {
      await expect
        .poll(() => received.map((x) => x.type), { timeout: 15_000 })
        .toEqual(expect.arrayContaining([...types]))
      return received
    },
    ended,
    close: () => outgoing.destroy()
  }
  await expect.poll(() => received.length, { timeout: 15_000 }).toBeGreaterThan(0)
  return stream
}
