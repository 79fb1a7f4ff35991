/** Which installation it is, how fresh the data is, how often it is read; while requests fail, that and since when. */
import { Component, Installation, Quantities } from "@camunda-backup/core"
import { dataAt, type Model } from "../model/Model.ts"
import { isWhole } from "../model/Selection.ts"
import { ofBackup } from "../theme/glyphs.ts"
import { isLow } from "../model/layout.ts"
import { ends, fit, type Line, line, lineWidth, span, widthOf } from "./Line.ts"
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

/** Whether this session can change something: by its flag, and by the role that the server knows it by. */
const mode = ({ installation: { identity }, options }: Model): string =>
  options.readOnly ? "READ-ONLY" : identity === null ? "can write" : `role ${identity.role}`

const onlyReads = ({ installation: { identity }, options }: Model): boolean =>
  options.readOnly || identity?.role === "viewer"

/** As many of the pieces as fit, the most telling first. */
const fitting = (pieces: ReadonlyArray<string>, room: number): string => {
  let kept = ""
  for (const piece of pieces) {
    const next = kept === "" ? piece : `${kept}  ${piece}`
    if (kept !== "" && widthOf(next) > room) break
    kept = next
  }
  return kept
}

const counted = (model: Model): Line => {
  const { everyMillis, paused } = model.refresh
  const all = isWhole(model) ? Quantities.count(model.rows.length, "backup") : `${model.rows.length}+ backups`
  const count = `${model.visible.length === model.rows.length ? "" : `${model.visible.length} of `}${all}`
  const at = dataAt(model)
  return line(
    ...(onlyReads(model) && isLow(model.size)
      ? [span(`${model.options.readOnly ? "READ-ONLY" : "VIEWER"}  `, "warn")]
      : []),
    `${count}  `,
    paused
      ? span(`PAUSED${at === null ? "" : `, ${Quantities.duration(model.now - at)} old`}`, "warn")
      : span(
          model.following.events === "live" ? "live" : `every ${Quantities.exactDuration(everyMillis)}`,
          "muted"
        )
  )
}

/** Which cluster it is; where nobody says so, the address that is asked. */
const piecesOf = ({ installation, notOffered, options }: Model): ReadonlyArray<string> => {
  const server = `${printable(options.server)}${notOffered === null ? "" : "  (Camunda's own API)"}`
  return installation.cluster === null && installation.elasticsearch === null
    ? [server]
    : [
        ...Installation.describe(installation).map((x) => printable(x).replace("(Elasticsearch ", "(ES ")),
        server
      ]
}

/** The second line: what the first has no room for, and whether this session can change something. */
const below = (model: Model, pieces: ReadonlyArray<string>, width: number): Line => {
  const { components } = model.options
  const only = components.length === Component.all.length ? [] : [`${components.join(", ")} only`]
  const right = span(mode(model), onlyReads(model) ? "warn" : "muted")
  const left = fitting([...pieces, ...only], width - widthOf(right.text) - 2)
  return ends(line(span(left, "muted")), line(right), width)
}

/** One line on a low screen, else two. */
export const headerLines = (model: Model, width: number): ReadonlyArray<Line> => {
  const pen = penOf(model)
  const right = counted(model)
  const pieces = piecesOf(model)
  const shown = fitting(pieces, width - lineWidth(right) - 2)
  const rest = pieces.filter((x) => !shown.split("  ").includes(x) && !shown.includes(x))
  const first =
    model.refresh.failures > 0
      ? away(model, width)
      : fit(ends(line(span(shown, "title")), right, width), width, pen.more)
  return isLow(model.size) ? [first] : [first, fit(below(model, rest, width), width, pen.more)]
}
