/** A wait that nobody watches at a terminal is never silent for longer than half a minute, whatever the server does. */
import { TransportError } from "@camunda-backup/core"
import { Clock, Effect, Exit, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { describe, expect, it } from "vitest"
import { poll } from "../../src/cli/wait/poll.ts"
import { makeTeller } from "../../src/cli/wait/Teller.ts"

const away = new TransportError.ServerUnreachable({
  url: "http://127.0.0.1:9600",
  reason: "connect ECONNREFUSED.",
  boundMillis: null
})

const denied = new TransportError.ServerUnreachable({
  url: "http://backup.example:9600",
  reason: "requires another user.",
  boundMillis: null,
  proxy: { url: "http://proxy.example:3128", variable: "HTTP_PROXY", status: 407 }
})

/** What the server says at a second: a state, `away`, `denied` by a proxy, or `held` when it says nothing at all. */
type Weather = (second: number) => string

const waiting = (weather: Weather, seconds: number, columns: number | null = null) =>
  Effect.gen(function* () {
    const said: Array<string> = []
    const at = (text: string) =>
      Effect.map(Clock.currentTimeMillis, (now) => void said.push(`${Math.round(now / 1000)} ${text}`))
    const terminal = {
      columns,
      note: at,
      redraw: (lines: ReadonlyArray<string>) => at(lines.join(" | "))
    }
    let before = ""
    const fiber = yield* Effect.forkChild(
      Effect.exit(
        poll({
          look: Effect.flatMap(Clock.currentTimeMillis, (now) => {
            const state = weather(now / 1000)
            if (state === "away") return Effect.fail(away)
            if (state === "denied") return Effect.fail(denied)
            return state === "held"
              ? Effect.andThen(Effect.sleep("60 seconds"), Effect.fail(away))
              : Effect.succeed(state)
          }),
          enough: (state) => state === "done",
          refreshMillis: 2000,
          withinMillis: seconds * 1000,
          teller: makeTeller<string>(terminal, false, {
            block: (state) => [state],
            news: (state) => {
              const isNew = state !== before
              before = state
              return isNew ? [state] : []
            },
            summary: (state) => state
          }),
          timedOut: (waitedMillis, last) => ({ _tag: "Over", waitedMillis, last }) as const
        })
      )
    )
    yield* TestClock.adjust(`${seconds + 120} seconds`)
    return { said, exit: yield* Fiber.join(fiber) }
  }).pipe(Effect.provide(TestClock.layer()), Effect.runPromise)

describe("a wait without a terminal", () => {
  it("ends at once where a proxy denies it: only a person can change that", async () => {
    const { exit, said } = await waiting(() => "denied", 100)
    expect(exit).toEqual(Exit.fail(denied))
    expect(said).toEqual([])
  })

  it("says one line when the server goes, one every 30 s, and one when it is back", async () => {
    const { exit, said } = await waiting(
      (x) => (x < 4 ? "1/6" : x < 80 ? "away" : x < 90 ? "2/6" : "done"),
      600
    )
    expect(Exit.isSuccess(exit)).toBe(true)
    expect(said).toEqual([
      "0 1/6",
      "4 No answer from http://127.0.0.1:9600: connect ECONNREFUSED. Is camunda-backup-server running there? Waiting for it; what runs goes on without it.",
      "34 no answer for 30s; last seen: 1/6",
      "64 no answer for 1m 00s; last seen: 1/6",
      "80 The server answers again after 1m 16s.",
      "80 2/6",
      "90 done"
    ])
  })

  it("says how things stand every 30 s while nothing changes", async () => {
    const { said } = await waiting((x) => (x < 70 ? "1/6" : "done"), 600)
    expect(said).toEqual(["0 1/6", "30 1/6", "60 1/6", "70 done"])
  })

  it("speaks also while a request is held up", async () => {
    const { said } = await waiting((x) => (x < 50 ? "held" : "done"), 600)
    expect(said[0]).toBe("30 nothing seen yet")
    expect(said.at(-1)).toBe("62 done")
  })

  it("says what it waited for when the time is over", async () => {
    const { exit } = await waiting((x) => (x < 10 ? "3/6" : "away"), 60)
    expect(Exit.isFailure(exit) && JSON.stringify(exit.cause)).toContain("no answer for 50s; last seen: 3/6")
  })
})

describe("a wait at a terminal", () => {
  it("shows below the block for how long there has been no answer", async () => {
    const { said } = await waiting((x) => (x < 4 ? "1/6" : x < 8 ? "away" : "done"), 600, 80)
    expect(said[0]).toBe("0 1/6")
    const missing = said.find((x) => x.startsWith("6 ")) ?? ""
    expect(missing).toMatch(/^6 1\/6 \| no answer for 2s: No answer from http:\/\/127/)
    expect(missing.split(" | ")[1]?.length).toBeLessThan(80)
    expect(said.at(-1)).toBe("8 done")
  })
})
