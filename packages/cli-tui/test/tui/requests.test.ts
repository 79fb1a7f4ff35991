import { describe, expect, it } from "vitest"
import type { Model } from "../../src/tui/model/Model.ts"
import type { Msg } from "../../src/tui/model/Msg.ts"
import { tellRequests } from "../../src/tui/shell/sent.ts"
import { after, blank, now } from "./builders.ts"

let number = 0

const sent = (url: string, method: "GET" | "POST" = "GET", trouble: string | null = null) => {
  const about = { number: ++number, method, url: `http://127.0.0.1:9600${url}` }
  return { about, answer: { ...about, status: trouble === null ? 200 : 409, millis: 5, bytes: 300, trouble } }
}

/** Through what the shell makes of it. */
const withSent = (model: Model, ...all: ReadonlyArray<ReturnType<typeof sent>>): Model => {
  const messages: Array<Msg> = []
  tellRequests(
    {
      onRequest: () => {},
      onAnswer: () => {},
      listen: ({ onAnswer, onRequest }) => {
        for (const { about, answer } of all) {
          onRequest(about)
          onAnswer(answer)
        }
      }
    },
    (x) => void messages.push(x),
    () => now
  )
  return after(model, ...messages)[0]
}

const shown = ({ requests }: Model) => requests.map((x) => [x.what, x.times, x.status, x.answer])

describe("the requests that are shown", () => {
  it("are those of HTTP; the same again is one with a count, the last answered last", () => {
    const model = withSent(
      blank(),
      sent("/a?x=1"),
      sent("/b"),
      sent("/a?x=1"),
      sent("/a?x=2"),
      sent("/a?x=1")
    )
    expect(shown(model)).toEqual([
      ["GET /b", 1, 200, ""],
      ["GET /a?x=2", 1, 200, ""],
      ["GET /a?x=1", 3, 200, ""]
    ])
  })

  it("keep another outcome apart, and whatever changes something", () => {
    const model = withSent(
      blank(),
      sent("/a"),
      sent("/a", "GET", "It runs."),
      sent("/a"),
      sent("/c", "POST"),
      sent("/c", "POST")
    )
    expect(shown(model)).toEqual([
      ["GET /a", 1, 409, "It runs."],
      ["GET /a", 2, 200, ""],
      ["POST /c", 1, 200, ""],
      ["POST /c", 1, 200, ""]
    ])
  })

  it("are at most 500, however many were sent", () => {
    const all = Array.from({ length: 1200 }, (_, i) => sent(`/${i}`))
    const { requests } = withSent(blank(), ...all)
    expect(requests.length).toBe(500)
    expect(requests.at(-1)?.what).toBe("GET /1199")
  })

  it("include those without an answer yet", () => {
    const [{ requests }] = after(blank(), {
      _tag: "Asked",
      number: 1_000_000,
      what: "GET /slow",
      at: now,
      isRepeatable: true
    })
    expect(requests).toMatchObject([{ what: "GET /slow", millis: null }])
  })
})
