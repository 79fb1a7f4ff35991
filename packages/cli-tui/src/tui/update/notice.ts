/** Bad news that has to be read. */
import type { Model } from "../model/Model.ts"
import { toast } from "./Updated.ts"

/** Added to a message that is being read, so that the second failure does not hide the first. */
export const notice = (model: Model, title: string, lines: ReadonlyArray<string>): Model => {
  const before = model.dialog?._tag === "Notice" ? model.dialog.lines : []
  if (model.dialog?._tag === "Confirmation" || model.dialog?._tag === "Wizard")
    return toast(model, "bad", lines.join(" "))
  return { ...model, dialog: { _tag: "Notice", title, lines: [...before, ...lines] } }
}
