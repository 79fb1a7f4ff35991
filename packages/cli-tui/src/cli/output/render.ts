/** A report in a format. */
import { stringify } from "yaml"
import type { Invocation } from "../parse/Invocation.ts"
import type { Report } from "./Output.ts"
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

/** Only data and errors are written: a program reads it, or a person wants it so. */
export const isSilent = ({ format, quiet }: Pick<Invocation, "format" | "quiet">): boolean =>
  quiet || (format !== "table" && format !== "wide")
