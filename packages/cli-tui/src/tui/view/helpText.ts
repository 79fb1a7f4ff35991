/** The keys of the screen from which help was opened, with the reason where one cannot be used now. */
import { bindingsOf } from "../keymap/bindings.ts"
import { keyNames } from "../keymap/keyNames.ts"
import type { Model } from "../model/Model.ts"
import { ends, fit, type Line, line, span, wrap } from "./Line.ts"
import { penOf } from "./Pen.ts"

export const helpText = (model: Model, width: number): ReadonlyArray<Line> => {
  const pen = penOf(model)
  const below = model.screens.at(-2) ?? "list"
  const under: Model = { ...model, screens: [model.screens[0], ...model.screens.slice(1, -1)] }
  return [
    ...bindingsOf(below).map((x) => {
      const reason = x.disabled?.(under) ?? null
      const keys = span(keyNames(x.keys, pen.isAscii).padEnd(14), reason === null ? "focus" : "muted")
      return fit(
        reason === null
          ? line(keys, x.title)
          : ends(line(keys, span(x.title, "muted")), line(span(reason, "warn")), width),
        width,
        pen.more
      )
    }),
    line(""),
    ...wrap(
      "Quitting is safe: the server carries on with what was requested. Nothing is written until you confirm.",
      width
    ).map((x) => line(span(x, "muted")))
  ]
}
