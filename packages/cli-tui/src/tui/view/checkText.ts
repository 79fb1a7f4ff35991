/** What the check found: what is wrong first, with what it means and what to do. */
import { Finding, Quantities } from "@camunda-backup/core"
import { findingName, findingOrder } from "../../text/findingText.ts"
import type { Model } from "../model/Model.ts"
import { ofFinding } from "../theme/glyphs.ts"
import { labelled, type Line, line, span } from "./Line.ts"
import { glyph, type Pen, penOf } from "./Pen.ts"

const words: Readonly<Record<Finding.Severity, string>> = {
  ok: "ok",
  skipped: "skipped",
  warning: "WARNING",
  error: "ERROR"
}

const findingLines = (x: Finding.Finding, pen: Pen, width: number): ReadonlyArray<Line> => {
  const sign = ofFinding[x.severity]
  const label = `${glyph(sign, pen)} ${words[x.severity]} `.padEnd(11)
  return [
    ...labelled(label, sign.role, `${findingName(x)}: ${x.symptom}`, width),
    ...(x.impact === null ? [] : labelled("           means  ", "muted", x.impact, width)),
    ...(x.action === null ? [] : labelled("           do     ", "muted", x.action, width, "title"))
  ]
}

export const checkText = (model: Model, width: number): ReadonlyArray<Line> => {
  const pen = penOf(model)
  const { report, running } = model.check
  if (report === null) return [line(running ? `Checking ${pen.more}` : "Not checked yet. ctrl+r checks.")]
  const count = (severity: Finding.Severity) => report.findings.filter((x) => x.severity === severity).length
  const sum = `${Quantities.count(count("error"), "error")}, ${Quantities.count(count("warning"), "warning")}, ${count("ok")} ok${count("skipped") === 0 ? "" : `, ${count("skipped")} skipped`}`
  return [
    line(
      span(sum, Finding.worst(report.findings) === "ok" ? "ok" : "title"),
      span(
        `   checked ${Quantities.utc(report.at)} UTC${running ? ", checking again" : ""}, ctrl+r checks again`,
        "muted"
      )
    ),
    ...findingOrder.flatMap((severity) =>
      report.findings.filter((x) => x.severity === severity).flatMap((x) => findingLines(x, pen, width))
    )
  ]
}
