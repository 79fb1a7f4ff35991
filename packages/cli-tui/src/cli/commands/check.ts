import { Check, Finding, Quantities } from "@camunda-backup/core"
import { Effect } from "effect"
import type { Command } from "../context/Context.ts"
import { printable } from "../../text/printable.ts"
import { output } from "../output/Output.ts"

const words = { ok: "OK   ", warning: "WARN ", error: "ERROR" } as const

const lineOf = (x: Finding.Finding): string => {
  const of = x.component === null ? "" : `${x.component}: `
  const more = [x.impact, x.action].flatMap((text, i) =>
    text === null ? [] : [`      ${i === 0 ? "means" : "do   "}  ${printable(text)}\n`]
  )
  return `${words[x.severity]} ${of}${printable(x.symptom)}\n${more.join("")}`
}

/** Every finding, the bad ones last, where a reader at a terminal looks first. */
export const check: Command = Effect.fnUntraced(function* ({ invocation }) {
  const { run } = yield* Check
  const { at, findings } = yield* run
  const chosen = findings.filter((x) => x.component === null || invocation.components.includes(x.component))
  const ordered = Finding.severities.flatMap((severity) => chosen.filter((x) => x.severity === severity))
  const severity = Finding.worst(chosen)
  const bad = chosen.filter((x) => x.severity !== "ok").length
  // That the check could not be made is itself a finding: a warning where it is not offered, an error where the server does not answer.
  const unasked = findings.find((x) => x.what === "server")
  return output({
    text: () => ordered.map(lineOf).join(""),
    document: { severity, checkedAt: Quantities.rfc3339(at), findings: chosen },
    lines: chosen.map((x) => ({ ...x })),
    names: chosen.filter((x) => x.severity !== "ok").map((x) => x.what),
    notes: [
      unasked !== undefined
        ? "Whether backups can be taken here was not checked."
        : bad === 0
          ? "Backups can be taken here."
          : `${bad} of ${chosen.length} findings need attention.`
    ],
    exitCode: unasked === undefined ? (severity === "error" ? 3 : 0) : unasked.severity === "warning" ? 6 : 9
  })
})
