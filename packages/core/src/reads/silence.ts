/** How long the owner of an attempt, or of a restore, has been silent. */
import { Option } from "effect"
import * as Attempt from "../domain/Attempt.ts"
import type { Seen } from "../ports/Lease.ts"

/** Whether the owner is working, as far as this process can see. */
export const isOwned = (attempt: Attempt.Attempt, lease: Option.Option<Seen>): boolean =>
  Option.exists(lease, (x) => x.subject.id === attempt.id && x.state === "held" && !x.silent)

/**
 * In milliseconds. If this process saw the owner alive, by its own watching; otherwise by the time that the owner wrote, which is as accurate as
 * the clocks agree. `lease`: of this owner. `heardAt`: when it last wrote to the journal, by its clock.
 */
export const silenceOf = (lease: Option.Option<Seen>, heardAt: number, now: number): number =>
  Option.getOrElse(
    Option.flatMap(lease, (x) => x.silentMillis),
    () =>
      Math.max(0, now - Math.max(heardAt, Option.match(lease, { onNone: () => 0, onSome: (x) => x.beatAt })))
  )

/** Of the owner of an attempt. `lease`: whoever's it is. */
export const silentMillis = (attempt: Attempt.Attempt, lease: Option.Option<Seen>, now: number): number =>
  silenceOf(
    Option.filter(lease, (x) => x.subject.id === attempt.id),
    Attempt.lastHeardOf(attempt),
    now
  )
