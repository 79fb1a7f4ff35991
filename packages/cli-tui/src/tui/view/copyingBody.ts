/** What can be copied, and the chosen form in full. */
import { copiesOf } from "../model/copies.ts"
import type { Copying } from "../model/Dialog.ts"
import { bodyHeight } from "../model/layout.ts"
import type { Model } from "../model/Model.ts"
import { find } from "../model/Selection.ts"
import { withoutControls } from "../../text/printable.ts"
import { cut, type Line, line, span, type Span } from "./Line.ts"
import { penOf } from "./Pen.ts"

/** As it is, blanks and all: somebody may copy it by hand. */
const broken = (text: string, width: number): ReadonlyArray<string> => {
  const first = cut(text, width)
  return first === text || first === "" ? [text] : [first, ...broken(text.slice(first.length), width)]
}

export const copyingBody = (
  model: Model,
  { index, key, scroll }: Copying,
  width: number
): ReadonlyArray<Line> => {
  const pen = penOf(model)
  const row = find(model, key)
  if (row === null) return [line(span(`Backup ${key} is no longer in the list.`, "warn"))]
  const copies = copiesOf(model, row)
  const forms = line(
    ...copies.flatMap((x, i): ReadonlyArray<Span> => [
      span(i === index ? pen.cursor : " ", "focus"),
      span(x.name, i === index ? "selected" : "plain"),
      span("  ")
    ])
  )
  const text = (copies[index]?.text ?? "").split("\n").slice(scroll).map(withoutControls)
  const shown = text.flatMap((x) => broken(x, width)).slice(0, bodyHeight(model.size) - 2)
  return [forms, line(""), ...shown.map((x) => line(x))]
}
