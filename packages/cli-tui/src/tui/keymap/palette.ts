/** Commands by name: what can be done on the screen that lies under the palette. */
import { type Model, screenOf } from "../model/Model.ts"
import { type Binding, bindingsOf } from "./bindings.ts"

const left: ReadonlySet<string> = new Set([
  "palette",
  "up",
  "down",
  "pageUp",
  "pageDown",
  "top",
  "bottom",
  "leave"
])

/** Those whose name or title has every word that was typed. */
export const paletteEntries = (model: Model): ReadonlyArray<Binding> => {
  const words = (model.input?.text ?? "").toLowerCase().split(/\s+/)
  return bindingsOf(screenOf(model)).filter(
    (x) => !left.has(x.id) && words.every((word) => `${x.id} ${x.title}`.toLowerCase().includes(word))
  )
}
