/** The whole screen, exactly as many lines and columns as the terminal has. The only way from a model to what is shown. */
import { bodyHeight, innerWidth, isLow, isTooSmall, smallest } from "../model/layout.ts"
import { isMatch } from "../model/matches.ts"
import { type Model, screenOf } from "../model/Model.ts"
import { confirmationOf } from "../confirmation/confirmationOf.ts"
import { copyingBody } from "./copyingBody.ts"
import { detailBody } from "./detailBody.ts"
import { extentWords } from "./extent.ts"
import { footerLine } from "./footerLine.ts"
import { headerLines } from "./headerLine.ts"
import { cut, fit, labelled, type Line, line, span, textOfLine, widthOf, withRole } from "./Line.ts"
import { listBody } from "./listBody.ts"
import { messageLine } from "./messageLine.ts"
import { paletteBody } from "./paletteBody.ts"
import { type Pen, penOf } from "./Pen.ts"
import { confirmationBody } from "./confirmationBody.ts"
import { scheduleLine } from "./scheduleLine.ts"
import { textOf } from "./textOf.ts"
import { wizardBody } from "./wizardBody.ts"
import { wizardTitle } from "../confirmation/wizardWording.ts"

export const titleOf = (model: Model): string => {
  const { dialog, input } = model
  if (dialog?._tag === "Confirmation") return confirmationOf(model, dialog).title
  if (dialog?._tag === "Notice") return dialog.title
  if (dialog?._tag === "Wizard") return wizardTitle(dialog)
  if (dialog?._tag === "Copying") return `Copy backup ${dialog.key}`
  if (input?.kind === "palette") return "Commands"
  const { path } = penOf(model)
  const names = {
    overview: "Overview",
    list: "Backups",
    detail: `Backups ${path} ${model.detail.key ?? ""}`,
    part: `Backups ${path} ${model.detail.key ?? ""} ${path} part`,
    check: "Check",
    requests: "Requests",
    schedules: "Schedules",
    help: "Keys"
  }
  return names[screenOf(model)]
}

export const bodyOf = (model: Model, width: number): ReadonlyArray<Line> => {
  const { dialog, input, scroll, size } = model
  if (dialog?._tag === "Confirmation") return confirmationBody(model, dialog, width)
  if (dialog?._tag === "Wizard") return wizardBody(model, dialog, width)
  if (dialog?._tag === "Copying") return copyingBody(model, dialog, width)
  if (dialog?._tag === "Notice")
    return [line(""), ...dialog.lines.flatMap((x) => [...labelled("  ", "bad", x, width - 2), line("")])]
  if (input?.kind === "palette") return paletteBody(model, width)
  const screen = screenOf(model)
  if (screen === "list") return listBody(model, width)
  if (screen === "detail") return detailBody(model, width)
  return textOf(model, width)
    .slice(scroll, scroll + bodyHeight(size))
    .map((x) => (isMatch(model, textOfLine(x)) ? withRole(x, "focus") : x))
}

const tooSmall = ({ columns, rows }: Model["size"]): ReadonlyArray<Line> => {
  const lines = [
    `Terminal is ${columns}x${rows}.`,
    `camunda-backup needs ${smallest.columns}x${smallest.rows}.`,
    "Enlarge it, or use",
    "camunda-backup list",
    "ctrl+c quits"
  ]
  return Array.from({ length: rows }, (_, i) => fit(line(lines[i] ?? ""), columns, "~"))
}

/** What is shown was read before the server went away. */
const isStale = ({ dialog, input, refresh, screens }: Model): boolean =>
  refresh.failures > 0 &&
  dialog === null &&
  input?.kind !== "palette" &&
  ["overview", "list", "detail", "part"].includes(screens.at(-1) ?? "list")

export const frame = (model: Model): ReadonlyArray<Line> => {
  const { columns } = model.size
  if (isTooSmall(model.size)) return tooSmall(model.size)
  const pen = penOf(model)
  const width = innerWidth(model.size)
  const inside = (l: Line): Line => [
    span(`${pen.down} `, "muted"),
    ...fit(l, width, pen.more),
    span(` ${pen.down}`, "muted")
  ]
  const divider = line(span(pen.left + pen.across.repeat(columns - 2) + pen.right, "muted"))
  const extent = extentWords(model, width)
  const shown = bodyOf(model, width)
  const body = isStale(model) ? shown.map((x) => withRole(x, "muted")) : shown
  const low = isLow(model.size)
  return [
    topLine(titleOf(model), columns, pen),
    ...headerLines(model, width).map(inside),
    scheduleLine(model, columns, pen) ?? divider,
    ...Array.from({ length: bodyHeight(model.size) }, (_, i) => inside(body[i] ?? line(""))),
    extent === "" ? divider : extentLine(extent, columns, pen),
    inside(messageLine(model, width)),
    ...(low ? [] : [divider]),
    inside(footerLine(model, width)),
    line(span(pen.bottomLeft + pen.across.repeat(columns - 2) + pen.bottomRight, "muted"))
  ]
}

const extentLine = (words: string, columns: number, pen: Pen): Line =>
  line(
    span(pen.left + pen.across.repeat(Math.max(0, columns - 5 - widthOf(words))), "muted"),
    span(` ${words} `, "focus"),
    span(pen.across + pen.right, "muted")
  )

const topLine = (title: string, columns: number, pen: Pen): Line => {
  const text = cut(` camunda-backup ${pen.dot} ${title} `, columns - 6)
  return line(
    span(`${pen.topLeft}${pen.across}`, "muted"),
    span(text, "title"),
    span(pen.across.repeat(Math.max(0, columns - 3 - widthOf(text))) + pen.topRight, "muted")
  )
}
