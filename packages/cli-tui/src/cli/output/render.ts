/** A report in a format. */
import { stringify } from "yaml"
import type { Report } from "../Report.ts"
import type { Format } from "../spec/flags.ts"

const joined = (lines: ReadonlyArray<string>): string => lines.map((x) => `${x}\n`).join("")

export const render = (report: Report, format: Format): string => {
  switch (format) {
    case "table":
      return report.text(false)
    case "wide":
      return report.text(true)
    case "name":
      return joined(report.names)
    case "json":
      return report.document === null ? "" : `${JSON.stringify(report.document, null, 2)}\n`
    case "jsonl":
      return joined(report.lines.map((x) => JSON.stringify(x)))
    case "yaml":
      return report.document === null ? "" : stringify(report.document)
  }
}

/** For programs: nothing else may stand on standard output, and no notes on standard error. */
export const isForPrograms = (format: Format): boolean => format !== "table" && format !== "wide"
