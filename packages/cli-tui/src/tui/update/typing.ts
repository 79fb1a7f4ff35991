/** Typed characters, for whatever text has the focus. */
import type { ActionId } from "../model/ActionId.ts"
import { paletteEntries } from "../keymap/palette.ts"
import { isTyped } from "../model/Dialog.ts"
import { typedInWizard } from "./onWizard.ts"
import type { Model } from "../model/Model.ts"

const longest = 80

/** Of snapshots Elasticsearch keeps 1024 bytes of what is said of them, and our own. */
const longestOf = { text: longest, description: 300, labels: 300 } as const

export const typed = (model: Model, text: string): Model => {
  const { dialog, input } = model
  if (dialog?._tag === "Confirmation")
    return isTyped(dialog.focus)
      ? {
          ...model,
          dialog: {
            ...dialog,
            [dialog.focus]: (dialog[dialog.focus] + text).slice(0, longestOf[dialog.focus])
          }
        }
      : model
  if (dialog?._tag === "Wizard") return { ...model, dialog: typedInWizard(dialog, text) }
  return input === null ? model : withInput(model, (input.text + text).slice(0, longest))
}

/** The list is filtered while the filter is typed. */
export const withInput = (model: Model, text: string): Model => {
  const { input } = model
  if (input === null) return model
  const next = { ...model, input: { ...input, text, index: 0 } }
  return input.kind === "filter" ? { ...next, filter: text, search: text } : next
}

const moved = (model: Model, by: number): Model => {
  const { input } = model
  if (input === null) return model
  const count = Math.max(1, paletteEntries(model).length)
  return { ...model, input: { ...input, index: (input.index + by + count) % count } }
}

const erased = (model: Model): Model => {
  const text = model.input?.text ?? ""
  return text === "" ? { ...model, input: null } : withInput(model, text.slice(0, -1))
}

const changes: Partial<Record<ActionId, (model: Model) => Model>> = {
  next: (model) => moved(model, 1),
  previous: (model) => moved(model, -1),
  erase: erased,
  eraseAll: (model) => withInput(model, ""),
  close: (model) => ({ ...withInput(model, ""), input: null })
}

/** Keys while a line is typed, except for the one that accepts it. */
export const onInput = (model: Model, id: ActionId): Model => changes[id]?.(model) ?? model
