/** Commands by name: what can be done on the screen that lies under the palette. */
import { type Model, screenOf } from "../model/Model.ts"
import type { Binding } from "./Binding.ts"
import { bindingsOf } from "./bindings.ts"

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

/** `view requests` of `viewRequests`. */
export const commandName = ({ id }: Binding): string => id.replaceAll(/[A-Z]/g, (x) => ` ${x.toLowerCase()}`)

/** Those whose name or title contains every typed word; those whose name begins with the text come first. */
export const paletteEntries = (model: Model): ReadonlyArray<Binding> => {
  const text = (model.input?.text ?? "").toLowerCase().trim()
  const words = text.split(/\s+/)
  const found = bindingsOf(screenOf(model)).filter(
    (x) =>
      !left.has(x.id) && words.every((word) => `${commandName(x)} ${x.title}`.toLowerCase().includes(word))
  )
  const isFirst = (x: Binding): boolean => commandName(x).startsWith(text)
  return [...found.filter(isFirst), ...found.filter((x) => !isFirst(x))]
}
