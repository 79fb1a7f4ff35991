import { Check, Finding, Quantities } from "@camunda-backup/core"
import { Effect } from "effect"
import type { Command } from "../context/Context.ts"
import { findingOrder, findingText } from "../../text/findingText.ts"
import { output } from "../output/Output.ts"

/** Every finding by the name of what was looked at, the worst first. */
export const check: Command = Effect.fnUntraced(function* ({ invocation }) {
  const { run } = yield* Check
  const { at, findings } = yield* run
  const chosen = findings.filter((x) => x.component === null || invocation.components.includes(x.component))
  const ordered = findingOrder.flatMap((severity) => chosen.filter((x) => x.severity === severity))
  const severity = Finding.worst(chosen)
  const bad = chosen.filter((x) => x.severity === "error" || x.severity === "warning").length
  // That the check could not be made is itself a finding: a warning where it is not offered, an error where the server does not answer.
  const unasked = findings.find((x) => x.what === "server")
  return output({
    text: (_, columns = null) => ordered.map((x) => findingText(x, { named: true, columns })).join(""),
    document: { severity, checkedAt: Quantities.rfc3339(at), findings: chosen },
    lines: chosen.map((x) => ({ ...x })),
    names: chosen.filter((x) => x.severity === "error" || x.severity === "warning").map((x) => x.what),
    notes: [
      unasked !== undefined
        ? "Whether backups can be taken here was not checked."
        : bad === 0
          ? "Backups can be taken here."
          : `${bad} of ${Quantities.count(chosen.length, "finding")} ${bad === 1 ? "needs" : "need"} attention.`
    ],
    exitCode: unasked === undefined ? (severity === "error" ? 3 : 0) : unasked.severity === "warning" ? 6 : 9
  })
})
