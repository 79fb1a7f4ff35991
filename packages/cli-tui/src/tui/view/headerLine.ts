/** The server, how fresh the data is, how often it is read; while requests fail, that and since when. */
import { Component, Quantities } from "@camunda-backup/core"
import { dataAt, type Model } from "../model/Model.ts"
import { ofBackup } from "../theme/glyphs.ts"
import { ends, fit, type Line, line, span } from "./Line.ts"
import { printable } from "../../text/printable.ts"
import { glyph, penOf } from "./Pen.ts"

const away = (model: Model, width: number): Line => {
  const pen = penOf(model)
  const { failingSince, nextAt, waiting } = model.refresh
  const failed = [...model.readings].filter(([, x]) => x.error !== null).map(([component]) => component)
  const what = failed.length === model.readings.size ? "Requests" : `Requests for ${failed.join(", ")}`
  const at = dataAt(model)
  const since = failingSince === null ? "" : ` for ${Quantities.duration(model.now - failingSince)}`
  const data =
    at === null ? "" : `; data from ${Quantities.utcTime(at)}, ${Quantities.duration(model.now - at)} old`
  const next =
    waiting.size > 0 ? "asking" : `again in ${Quantities.duration(Math.max(0, nextAt - model.now))}`
  const left = line(span(`${glyph(ofBackup.INCOMPLETE, pen)} ${what} failing${since}${data}`, "warn"))
  return fit(ends(left, line(span(next, "warn")), width), width, pen.more)
}

export const headerLine = (model: Model, width: number): Line => {
  if (model.refresh.failures > 0) return away(model, width)
  const pen = penOf(model)
  const { everyMillis, paused } = model.refresh
  const count = `${model.visible.length === model.rows.length ? "" : `${model.visible.length} of `}${Quantities.count(model.rows.length, "backup")}`
  const at = dataAt(model)
  const fresh = paused
    ? [span(`PAUSED${at === null ? "" : `, ${Quantities.duration(model.now - at)} old`}`, "warn")]
    : [span(`every ${everyMillis / 1000}s`, "muted")]
  const only =
    model.options.components.length === Component.all.length
      ? []
      : [`  ${model.options.components.join(", ")} only`]
  const kind = model.notOffered === null ? "" : "  (Camunda's own API)"
  return fit(
    ends(
      line(span(printable(model.options.server), "title"), span(kind, "warn"), ...only),
      line(`${count}  `, ...fresh),
      width
    ),
    width,
    pen.more
  )
}
