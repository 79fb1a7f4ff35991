import type { AdvancingClock } from "../clock/Clock.ts"
import type { Control, ControlAnswer } from "./Control.ts"
import { ControlBody } from "./ControlBody.ts"

/** The clock over HTTP: `{"frozen": true}` stops it, `{"advance": 1500}` moves it on, also one that is stopped. */
export const clockControls = (clock: AdvancingClock): readonly Control[] => {
  const report = (): ControlAnswer => ({ status: 200, json: { now: clock.now(), frozen: clock.frozen } })
  return [
    { method: "GET", path: "/_emulator/clock", handle: report },
    {
      method: "POST",
      path: "/_emulator/clock",
      handle: ({ body }) => {
        const { advance, frozen } = ControlBody.parse(body, ["advance", "frozen"])
        if (frozen !== undefined) {
          if (ControlBody.flag(frozen, "frozen")) clock.freeze()
          else clock.follow()
        }
        if (advance !== undefined) clock.advance(ControlBody.number(advance, "advance"))
        return report()
      }
    }
  ]
}
