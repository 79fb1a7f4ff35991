/** The keys of the screen from which help was opened, with the reason where one cannot be used now. */
import { bindingsOf } from "../keymap/bindings.ts"
import { keyNames } from "../keymap/keyNames.ts"
import type { Model } from "../model/Model.ts"
import { ends, fit, labelled, type Line, line, lineWidth, span, wrap } from "./Line.ts"
import { penOf } from "./Pen.ts"

const keysWidth = 14

export const helpText = (model: Model, width: number): ReadonlyArray<Line> => {
  const pen = penOf(model)
  const below = model.screens.at(-2) ?? "list"
  const under: Model = { ...model, screens: [model.screens[0], ...model.screens.slice(1, -1)] }
  return [
    ...bindingsOf(below).flatMap((x): ReadonlyArray<Line> => {
      const reason = x.disabled?.(under) ?? null
      const keys = span(keyNames(x.keys, pen.isAscii).padEnd(keysWidth), reason === null ? "focus" : "muted")
      if (reason === null) return [fit(line(keys, x.title), width, pen.more)]
      const left = line(keys, span(x.title, "muted"))
      const right = line(span(reason, "warn"))
      // A reason for which there is no room beside it stands below it: it is what somebody came for.
      return lineWidth(left) + lineWidth(right) < width
        ? [ends(left, right, width)]
        : [fit(left, width, pen.more), ...labelled(" ".repeat(keysWidth), "plain", reason, width, "warn")]
    }),
    line(""),
    ...wrap(
      "Quitting is safe: the server carries on with what was requested. Nothing is written until you confirm.",
      width
    ).map((x) => line(span(x, "muted")))
  ]
}
