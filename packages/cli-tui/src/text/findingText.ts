/** What a check or a plan found, for a person: what was looked at, what was seen, and below it what that means and what to do. */
import type { Finding } from "@camunda-backup/core"
import { printable } from "./printable.ts"
import { wrapped } from "./wrapped.ts"

/** What needs somebody stands first. */
export const findingOrder: ReadonlyArray<Finding.Severity> = ["error", "warning", "ok", "skipped"]

const words: Readonly<Record<Finding.Severity, string>> = {
  error: "ERROR",
  warning: "WARN ",
  ok: "OK   ",
  skipped: "SKIP "
}

const labelled = (label: string, text: string, columns: number | null): string =>
  (columns === null ? [text] : wrapped(text, Math.max(20, columns - label.length)))
    .map((x, i) => `${i === 0 ? label : " ".repeat(label.length)}${x}\n`)
    .join("")

/** `repository`, `indices (operate)`. */
export const findingName = ({ component, what }: Finding.Finding): string =>
  component === null ? what : `${what} (${component})`

/** Without its name where all findings are of one thing. */
export const findingText = (
  x: Finding.Finding,
  { columns = null, named }: { readonly named: boolean; readonly columns?: number | null }
): string => {
  const seen = `${named ? `${findingName(x)}: ` : ""}${printable(x.symptom)}`
  return [
    labelled(`${words[x.severity]} `, seen, columns),
    ...(x.impact === null ? [] : [labelled("      means  ", printable(x.impact), columns)]),
    ...(x.action === null ? [] : [labelled("      do     ", printable(x.action), columns)])
  ].join("")
}
