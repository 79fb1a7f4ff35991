/** Where there is no list to show: why, and what to do. */
import { Quantities } from "@camunda-backup/core"
import { dataAt, type Model } from "../model/Model.ts"
import { ofBackup } from "../theme/glyphs.ts"
import { labelled, type Line, line, span } from "./Line.ts"
import { glyph, penOf } from "./Pen.ts"

export const emptyList = (model: Model, width: number): ReadonlyArray<Line> => {
  const pen = penOf(model)
  const errors = [...model.readings].flatMap(([component, x]) =>
    x.error === null ? [] : [[component, x.error] as const]
  )
  if (errors.length > 0)
    return [
      line(""),
      ...errors.flatMap(([component, error]) => [
        ...labelled(` ${glyph(ofBackup.FAILED, pen)} `, "bad", `${component}: ${error.message}`, width),
        line("")
      ]),
      line("   ctrl+r tries again now    2 shows the check    q quits")
    ]
  if (
    dataAt(model) === null ||
    model.readings.size > [...model.readings.values()].filter((x) => x.at !== null).length
  ) {
    const waited = model.now - model.refresh.askedAt
    return [
      line(""),
      line(
        span(` ${glyph(ofBackup.IN_PROGRESS, pen)} `, "running"),
        `Reading the backups${waited < 3000 ? "" : ` from ${model.options.server}, for ${Quantities.duration(waited)} now`} ${pen.more}`
      )
    ]
  }
  return [
    line(""),
    line("   No backups yet."),
    line(""),
    line(span("   c", "focus"), "  takes the first one"),
    line(span("   2", "focus"), "  checks whether backups can be taken here")
  ]
}
