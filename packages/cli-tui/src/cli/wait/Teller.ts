/**
 * What a wait says on standard error, so that it is never silent for longer than half a minute: what is new, when the server stops answering, when
 * it is back, and otherwise how things stand. At a terminal that is a block which is redrawn, elsewhere lines for a log.
 */
import { type ClientError, Quantities } from "@camunda-backup/core"
import { Clock, Effect } from "effect"
import type { Terminal } from "../context/Terminal.ts"
import { printable } from "../../text/printable.ts"

/** How what is waited for is shown. */
export interface Shown<A> {
  /** The block at a terminal, without breaks longer than its width. */
  readonly block: (seen: A, columns: number) => ReadonlyArray<string>
  /** What was not said yet; called once for each look. */
  readonly news: (seen: A) => ReadonlyArray<string>
  /** How things stand, in one line. */
  readonly summary: (seen: A) => string
}

export interface Teller<A> {
  readonly seen: (seen: A, done: boolean) => Effect.Effect<void>
  /** The request failed in a way that passes. */
  readonly away: (error: ClientError) => Effect.Effect<void>
  /** Called about every second. */
  readonly tick: Effect.Effect<void>
  /** What was seen last, for the message when the time is over. */
  readonly last: Effect.Effect<string>
}

/** No longer than this is nothing said. */
const heartbeatMillis = 30_000

interface Away {
  readonly since: number
  readonly reason: string
}

export const makeTeller = <A>(
  terminal: Pick<Terminal, "columns" | "note" | "redraw">,
  silent: boolean,
  shown: Shown<A>
): Teller<A> => {
  let known: { readonly seen: A } | null = null
  let away: Away | null = null
  let saidAt: number | null = null

  const say = (line: string, now: number) => {
    saidAt = now
    return silent ? Effect.void : terminal.note(line)
  }
  const draw = (columns: number, now: number, done: boolean) => {
    const block = known === null ? [] : shown.block(known.seen, columns)
    const missing =
      away === null
        ? []
        : [`no answer for ${Quantities.duration(now - away.since)}: ${printable(away.reason)}`]
    return terminal.redraw([...block, ...missing.map((x) => x.slice(0, columns - 1))], done)
  }
  const standing = (now: number): string => {
    const status = known === null ? "nothing seen yet" : shown.summary(known.seen)
    return away === null
      ? status
      : `no answer for ${Quantities.duration(now - away.since)}; last seen: ${status}`
  }

  return {
    seen: (seen, done) =>
      Effect.gen(function* () {
        const now = yield* Clock.currentTimeMillis
        const wasAway = away
        known = { seen }
        away = null
        if (saidAt === null) saidAt = now
        const news = shown.news(seen)
        if (silent) return
        if (terminal.columns !== null) return yield* draw(terminal.columns, now, done)
        if (wasAway !== null)
          yield* say(`The server answers again after ${Quantities.duration(now - wasAway.since)}.`, now)
        for (const line of news) yield* say(line, now)
      }),
    away: (error) =>
      Effect.gen(function* () {
        const now = yield* Clock.currentTimeMillis
        const isNew = away === null
        away = { since: away?.since ?? now, reason: error.message }
        if (silent) return
        if (terminal.columns !== null) return yield* draw(terminal.columns, now, false)
        if (isNew)
          yield* say(`${printable(error.message)} Waiting for it; what runs goes on without it.`, now)
      }),
    tick: Effect.gen(function* () {
      const now = yield* Clock.currentTimeMillis
      if (saidAt === null) saidAt = now
      if (silent) return
      if (terminal.columns !== null && away !== null) yield* draw(terminal.columns, now, false)
      if (terminal.columns === null && now - saidAt >= heartbeatMillis) yield* say(standing(now), now)
    }),
    last: Effect.map(Clock.currentTimeMillis, standing)
  }
}
