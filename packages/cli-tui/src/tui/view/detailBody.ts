/** The screen of one backup: its summary, and below it parts, failures or attempts. */
import { detailParts } from "../model/detailParts.ts"
import { isLow } from "../model/layout.ts"
import { type Model, type Tab, tabs } from "../model/Model.ts"
import { detailSummary, partsHeight } from "./detailSummary.ts"
import { type Line, line, span, type Span } from "./Line.ts"
import { partLines, partsHeading } from "./partLines.ts"
import { failuresOf, textOf } from "./textOf.ts"

const titles = (model: Model): Readonly<Record<Tab, string>> => {
  const failures = failuresOf(model).length
  return {
    parts: "Parts",
    failures: failures === 0 ? "Failures" : `Failures ${failures}`,
    attempts: "Attempts"
  }
}

const tabLine = (model: Model): Line => {
  const names = titles(model)
  return line(
    ...tabs.flatMap((tab): ReadonlyArray<Span> => [
      model.detail.tab === tab ? span(`[${names[tab]}]`, "focus") : span(` ${names[tab]} `),
      span(" ")
    ])
  )
}

export const detailBody = (model: Model, width: number): ReadonlyArray<Line> => {
  const head = [...detailSummary(model), ...(isLow(model.size) ? [] : [line("")]), tabLine(model)]
  if (model.detail.tab !== "parts") {
    const text = textOf(model, width)
    return [...head, ...text.slice(model.scroll, model.scroll + partsHeight(model) + 1)]
  }
  const parts = detailParts(model)
  const { top } = model.detail
  const shown = parts.slice(top, top + partsHeight(model))
  return [...head, partsHeading(model, shown, width), ...partLines(model, shown, width)]
}
