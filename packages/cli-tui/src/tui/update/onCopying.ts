/** Keys in the dialog that says what can be copied. */
import { Quantities } from "@camunda-backup/core"
import type { ActionId } from "../model/ActionId.ts"
import { copiesOf } from "../model/copies.ts"
import type { Copying } from "../model/Dialog.ts"
import type { Model } from "../model/Model.ts"
import { current, find } from "../model/Selection.ts"
import { stay, type Updated, toast } from "./Updated.ts"

export const openCopying = (model: Model): Updated => {
  const row = current(model)
  return stay(
    row === null
      ? model
      : { ...model, toast: null, dialog: { _tag: "Copying", key: row.key, index: 1, scroll: 0 } }
  )
}

const page = 5

export const onCopying = (model: Model, dialog: Copying, id: ActionId): Updated => {
  const row = find(model, dialog.key)
  const copies = row === null ? [] : copiesOf(model, row)
  const moved = (by: number): Updated =>
    stay({
      ...model,
      dialog: {
        ...dialog,
        index: (dialog.index + by + copies.length) % Math.max(1, copies.length),
        scroll: 0
      }
    })
  const scrolled = (by: number): Updated => {
    const lines = (copies[dialog.index]?.text ?? "").split("\n").length
    return stay({
      ...model,
      dialog: { ...dialog, scroll: Math.max(0, Math.min(lines - 1, dialog.scroll + by)) }
    })
  }
  const accepted = (): Updated => {
    const copy = copies[dialog.index]
    if (copy === undefined) return stay({ ...model, dialog: null })
    const said = `Copied the ${copy.name} (${Quantities.count(copy.text.length, "character")}), if the terminal takes it; y shows the text.`
    return [toast({ ...model, dialog: null }, "ok", said), [{ _tag: "Copy", text: copy.text }]]
  }
  const does: Partial<Record<ActionId, () => Updated>> = {
    next: () => moved(1),
    previous: () => moved(-1),
    pageDown: () => scrolled(page),
    pageUp: () => scrolled(-page),
    accept: accepted
  }
  return does[id]?.() ?? stay({ ...model, dialog: null })
}
