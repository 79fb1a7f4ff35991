/** An output in a format. */
import { stringify } from "yaml"
import type { Invocation } from "../parse/Invocation.ts"
import type { Output } from "./Output.ts"
import { headed, kindsOf } from "./kinds.ts"

const joined = (lines: ReadonlyArray<string>): string => lines.map((x) => `${x}\n`).join("")

type Asked = Pick<Invocation, "command" | "dryRun" | "format" | "restore">

export const render = (output: Output, asked: Asked, columns: number | null = null): string => {
  const kinds = output.kinds ?? kindsOf(asked)
  const document = output.document === null ? null : headed(kinds.document, output.document)
  switch (asked.format) {
    case "table":
      return output.text(false, columns)
    case "wide":
      return output.text(true, columns)
    case "name":
      return joined(output.names)
    case "json":
      return document === null ? "" : `${JSON.stringify(document, null, 2)}\n`
    case "jsonl":
      return joined(output.lines.map((x) => JSON.stringify(headed(kinds.line, x))))
    case "yaml":
      return document === null ? "" : stringify(document)
  }
}

/** Only data and errors are written: a program reads them, or `--quiet` is given. */
export const isSilent = ({ format, quiet }: Pick<Invocation, "format" | "quiet">): boolean =>
  quiet || (format !== "table" && format !== "wide")
