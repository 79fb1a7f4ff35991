/** Commands by name, the best known first; what cannot be run says why. */
import { keyNames } from "../keymap/keyNames.ts"
import { commandName, paletteEntries } from "../keymap/palette.ts"
import { bodyHeight } from "../model/layout.ts"
import type { Model } from "../model/Model.ts"
import { ends, fit, type Line, line, span } from "./Line.ts"
import { penOf } from "./Pen.ts"

export const paletteBody = (model: Model, width: number): ReadonlyArray<Line> => {
  const pen = penOf(model)
  const entries = paletteEntries(model)
  const at = model.input?.index ?? 0
  const height = bodyHeight(model.size)
  const top = Math.max(0, at - height + 1)
  if (entries.length === 0) return [line(span("There is no such command here.", "muted"))]
  return entries.slice(top, top + height).map((x, i) => {
    const reason = x.disabled?.({ ...model, input: null }) ?? null
    const isCurrent = top + i === at
    const left = line(
      span(isCurrent ? `${pen.cursor} ` : "  ", "focus"),
      span(commandName(x).padEnd(16), isCurrent ? "focus" : "plain"),
      span(x.title, reason === null ? "plain" : "muted")
    )
    const right = reason === null ? span(keyNames(x.keys, pen.isAscii), "muted") : span(reason, "warn")
    return fit(ends(left, line(right), width), width, pen.more)
  })
}
