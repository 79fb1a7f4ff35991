/** Errors for people, in four lines: what failed, why, what to try, where to look; for programs, one document. */
import { stringify } from "yaml"
import { type AnyError, type ExitCode, exitCodeOf } from "../errors/exitCode.ts"
import { codeOf } from "../errors/codes.ts"
import { adviceFor } from "../errors/advice.ts"
import { headed } from "./kinds.ts"
import type { Format } from "../spec/flags.ts"
import { printable } from "../../text/printable.ts"

export interface ErrorEntry {
  /** `null`: of the whole run. */
  readonly component: string | null
  readonly code: string
  readonly message: string
  readonly try: string
  readonly see: string
  readonly exitCode: ExitCode
}

export const entryOf = (component: string | null, error: AnyError): ErrorEntry => ({
  component,
  code: codeOf(error),
  message: error.message,
  ...adviceFor(error),
  exitCode: exitCodeOf(error)
})

/** The first sentence says what failed, the rest why. */
const split = (message: string): readonly [what: string, why: string] => {
  const end = /\.(?=\s+[A-Z0-9[])|:(?=\s+[A-Z[])/.exec(message)
  return end === null
    ? [message, ""]
    : [message.slice(0, end.index + 1).replace(/:$/, ""), message.slice(end.index + 1).trim()]
}

const lines = (entry: ErrorEntry): string => {
  const [what, why] = split(printable(entry.message))
  const of = entry.component === null ? "" : `${entry.component}: `
  return [
    `camunda-backup: ${of}${what}`,
    ...(why === "" ? [] : [`  why   ${why}`]),
    `  try   ${entry.try}`,
    `  see   ${entry.see}  (${entry.code}, exit ${entry.exitCode})`,
    ""
  ].join("\n")
}

/** `""` when nothing failed. */
export const renderErrors = (entries: ReadonlyArray<ErrorEntry>, format: Format): string => {
  if (entries.length === 0) return ""
  const document = headed("ErrorList", { errors: entries })
  switch (format) {
    case "json":
    case "jsonl":
      return `${JSON.stringify(document)}\n`
    case "yaml":
      return stringify(document)
    case "table":
    case "wide":
    case "name":
      return entries.map(lines).join("")
  }
}
