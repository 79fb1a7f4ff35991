/**
 * The last events, with ids that tell which process numbered them: a client that reconnects with an id of another process, or of an event that is
 * no longer kept, has missed something and must read everything again.
 */
import { Option } from "effect"

export interface Numbered<E> {
  readonly id: string
  readonly event: E
}

export interface EventRing<E> {
  /** Identifies the process. */
  readonly epoch: string
  readonly capacity: number
  /** Oldest first; the last one has the number `last`. */
  readonly events: ReadonlyArray<E>
  readonly last: number
}

export const make = <E>(epoch: string, capacity: number): EventRing<E> => ({
  epoch,
  capacity,
  events: [],
  last: 0
})

export const add = <E>(ring: EventRing<E>, events: ReadonlyArray<E>): EventRing<E> => ({
  ...ring,
  events: [...ring.events, ...events].slice(-ring.capacity),
  last: ring.last + events.length
})

export const idOf = (ring: Pick<EventRing<unknown>, "epoch">, number: number): string =>
  `${ring.epoch}-${number}`

/** The number behind an id of this ring; `none` when events behind it are lost. */
export const position = (ring: EventRing<unknown>, id: string): Option.Option<number> => {
  const [, epoch, digits = ""] = /^(\w+)-([0-9]{1,15})$/.exec(id) ?? []
  const number = Number(digits)
  return epoch === ring.epoch && number <= ring.last && number >= ring.last - ring.events.length
    ? Option.some(number)
    : Option.none()
}

/** What came after this number; `none` when some of it is lost. */
export const after = <E>(ring: EventRing<E>, number: number): Option.Option<ReadonlyArray<Numbered<E>>> => {
  const first = ring.last - ring.events.length
  return number < first
    ? Option.none()
    : Option.some(
        ring.events.slice(number - first).map((event, i) => ({ id: idOf(ring, number + i + 1), event }))
      )
}
