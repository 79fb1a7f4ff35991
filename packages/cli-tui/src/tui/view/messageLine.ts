/** The line above the keys: what is typed, else what was just said, else how far the running backup is. */
import { factsKey, type Model } from "../model/Model.ts"
import { openRestores } from "../model/Restoring.ts"
import { running } from "../model/Selection.ts"
import { ofBackup } from "../theme/glyphs.ts"
import { shortProgress } from "./columns.ts"
import { fit, type Line, line, span } from "./Line.ts"
import { printable } from "../../text/printable.ts"
import { shortProgress as restoreProgress } from "../../text/restoreText.ts"
import { glyph, type Pen, penOf } from "./Pen.ts"
import { progressWords } from "./progressLine.ts"

const signs = { ok: ofBackup.COMPLETED, warn: ofBackup.INCOMPLETE, bad: ofBackup.FAILED }

const progress = (model: Model, pen: Pen): Line => {
  const [row] = running(model)
  if (row === undefined)
    return line(span("Covers Operate and Tasklist only, not Zeebe and Optimize.", "muted"))
  const parts = model.options.components.map((x) => shortProgress(row, x, pen)).filter((x) => x !== "")
  const words = model.options.components.flatMap((component) => {
    const details = model.facts.get(factsKey(component, row.key))?.details
    return row.backups.get(component)?.state === "IN_PROGRESS" && details !== undefined
      ? [progressWords(details.progress, model.now)]
      : []
  })
  return line(
    span(`${row.key}  `, "title"),
    span(parts.join(` ${pen.dot} `), "running"),
    `  ${words[0] ?? ""}`
  )
}

const content = (model: Model, pen: Pen): Line => {
  const { input, toast } = model
  if (input !== null)
    return line(
      span(input.kind === "palette" ? ": " : "/ ", "focus"),
      input.text,
      span(pen.caret, "focus"),
      span(
        input.text !== ""
          ? ""
          : input.kind === "filter"
            ? " id, state:failed, !completed, version:8.7, age:<7d, label:env=prod"
            : input.kind === "search"
              ? " text to find; n and N go on"
              : " name of a command",
        "muted"
      )
    )
  if (toast !== null) {
    const sign = signs[toast.level]
    return line(span(`${glyph(sign, pen)} ${printable(toast.text)}`, sign.role))
  }
  const error = [...model.readings.values()].find((x) => x.error !== null)?.error ?? null
  if (error !== null) return line(span(printable(error.message), "bad"))
  const restores = openRestores(model).flatMap(({ status }) =>
    status === null ? [] : [restoreProgress(status)]
  )
  return restores.length === 0 ? progress(model, pen) : line(span(restores.join(`  ${pen.dot}  `), "running"))
}

export const messageLine = (model: Model, width: number): Line => {
  const pen = penOf(model)
  return fit(content(model, pen), width, pen.more)
}
