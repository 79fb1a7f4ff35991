/** The keys that work here and now, the most useful first, as far as there is room. Help is always among them. */
import type { Binding } from "../keymap/Binding.ts"
import { bindingsOf } from "../keymap/bindings.ts"
import { keyName } from "../keymap/keyNames.ts"
import { scopeOf } from "../keymap/Scope.ts"
import type { Model } from "../model/Model.ts"
import { type Line, type Span, span, widthOf } from "./Line.ts"
import { penOf } from "./Pen.ts"

const always = new Set(["help", "quit", "close"])

export const footerBindings = (model: Model): ReadonlyArray<Binding> =>
  bindingsOf(scopeOf(model)).filter((x) => x.word !== "" && (x.disabled?.(model) ?? null) === null)

export const footerLine = (model: Model, width: number): Line => {
  const { isAscii } = penOf(model)
  const wordsOf = (x: Binding) => `${keyName(x.keys[0] ?? "", isAscii)} ${x.word}  `
  const all = footerBindings(model)
  const fixed = all.filter((x) => always.has(x.id))
  let room = width + 2 - fixed.reduce((sum, x) => sum + widthOf(wordsOf(x)), 0)
  const shown = all.filter((x) => {
    if (always.has(x.id)) return true
    const wide = widthOf(wordsOf(x))
    if (wide > room) return false
    room -= wide
    return true
  })
  return shown.flatMap((x, i): ReadonlyArray<Span> => [
    span(keyName(x.keys[0] ?? "", isAscii), "focus"),
    span(` ${x.word}${i === shown.length - 1 ? "" : "  "}`)
  ])
}
