/** How long the owner of an attempt has been silent. */
import { Option } from "effect"
import * as Attempt from "../domain/Attempt.ts"
import type { Seen } from "../ports/Lease.ts"

/** Whether the owner is working, as far as this process can see. */
export const isOwned = (attempt: Attempt.Attempt, lease: Option.Option<Seen>): boolean =>
  Option.exists(lease, (x) => x.subject.id === attempt.id && x.state === "held" && !x.silent)

/**
 * In milliseconds. If this process saw the owner alive, by its own watching; otherwise by the time that the owner wrote, which is as accurate as
 * the clocks agree.
 */
export const silentMillis = (attempt: Attempt.Attempt, lease: Option.Option<Seen>, now: number): number => {
  const seen = Option.filter(lease, (x) => x.subject.id === attempt.id)
  return Option.getOrElse(
    Option.flatMap(seen, (x) => x.silentMillis),
    () =>
      Math.max(
        0,
        now -
          Math.max(
            Attempt.lastHeardOf(attempt),
            Option.match(seen, { onNone: () => 0, onSome: (x) => x.beatAt })
          )
      )
  )
}
