/**
 * The last events, with ids that tell which process numbered them: a client that reconnects with an id of another process, or of an event that is
 * no longer kept, has missed something and must read everything again.
 */
import { Option } from "effect"
import type { BackupEvent } from "./BackupEvent.ts"

export interface Numbered {
  readonly id: string
  readonly event: BackupEvent
}

export interface EventRing {
  /** Identifies the process. */
  readonly epoch: string
  readonly capacity: number
  /** Oldest first; the last one has the number `last`. */
  readonly events: ReadonlyArray<BackupEvent>
  readonly last: number
}

export const make = (epoch: string, capacity: number): EventRing => ({ epoch, capacity, events: [], last: 0 })

export const add = (ring: EventRing, events: ReadonlyArray<BackupEvent>): EventRing => ({
  ...ring,
  events: [...ring.events, ...events].slice(-ring.capacity),
  last: ring.last + events.length
})

export const idOf = (ring: EventRing, number: number): string => `${ring.epoch}-${number}`

/** The number behind an id of this ring; `none` when events behind it are lost. */
export const position = (ring: EventRing, id: string): Option.Option<number> => {
  const [, epoch, digits = ""] = /^(\w+)-([0-9]{1,15})$/.exec(id) ?? []
  const number = Number(digits)
  return epoch === ring.epoch && number <= ring.last && number >= ring.last - ring.events.length
    ? Option.some(number)
    : Option.none()
}

/** What came after this number; `none` when some of it is lost. */
export const after = (ring: EventRing, number: number): Option.Option<ReadonlyArray<Numbered>> => {
  const first = ring.last - ring.events.length
  return number < first
    ? Option.none()
    : Option.some(
        ring.events.slice(number - first).map((event, i) => ({ id: idOf(ring, number + i + 1), event }))
      )
}
