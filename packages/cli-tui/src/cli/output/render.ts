/** An output in a format. */
import { stringify } from "yaml"
import type { Invocation } from "../parse/Invocation.ts"
import type { Output } from "./Output.ts"
import type { Format } from "../spec/flags.ts"

const joined = (lines: ReadonlyArray<string>): string => lines.map((x) => `${x}\n`).join("")

export const render = (output: Output, format: Format, columns: number | null = null): string => {
  switch (format) {
    case "table":
      return output.text(false, columns)
    case "wide":
      return output.text(true, columns)
    case "name":
      return joined(output.names)
    case "json":
      return output.document === null ? "" : `${JSON.stringify(output.document, null, 2)}\n`
    case "jsonl":
      return joined(output.lines.map((x) => JSON.stringify(x)))
    case "yaml":
      return output.document === null ? "" : stringify(output.document)
  }
}

/** Only data and errors are written: a program reads them, or `--quiet` is given. */
export const isSilent = ({ format, quiet }: Pick<Invocation, "format" | "quiet">): boolean =>
  quiet || (format !== "table" && format !== "wide")
