/** From a key to what it means here and now. Pure: it depends on the model and the key alone. */
import type { Model } from "../model/Model.ts"
import type { Msg } from "../model/Msg.ts"
import { bindingsOf } from "./bindings.ts"
import { isTyping, scopeOf } from "./Scope.ts"

/** A key as `ctrl+r`, `enter`, `pgdn`, or the character itself; a pasted text is one stroke. */
export type Stroke = string

const named = new Set(["enter", "esc", "tab", "up", "down", "left", "right", "home", "end", "pgup", "pgdn"])

const typed = (stroke: Stroke): string | null => {
  if (stroke === "space") return " "
  if (named.has(stroke) || /^(?:(?:ctrl|shift|alt)\+.+|f[0-9]+|backspace|delete)$/.test(stroke)) return null
  const text = stroke.replaceAll(/[\p{Cc}\p{Cf}]/gu, "")
  return text === "" ? null : text
}

/** `null`: the key means nothing here. */
export const dispatch = (model: Model, stroke: Stroke): Msg | null => {
  const scope = scopeOf(model)
  const binding = bindingsOf(scope).find((x) => x.keys.includes(stroke))
  if (binding !== undefined) {
    const reason = binding.disabled?.(model) ?? null
    return reason === null ? { _tag: "Action", id: binding.id } : { _tag: "Refused", reason }
  }
  const text = isTyping(scope) ? typed(stroke) : null
  return text === null ? null : { _tag: "Typed", text }
}
