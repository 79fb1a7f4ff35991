/** The words of a resume. */
import { Quantities } from "@camunda-backup/core"
import type { Confirmation } from "../model/Dialog.ts"
import { factsKey, type Model } from "../model/Model.ts"
import { rowsOf } from "./presentSnapshots.ts"
import type { Wording } from "./Wording.ts"

export const resumeWording = (model: Model, confirmation: Confirmation): Wording => {
  const [row] = rowsOf(model, confirmation)
  const missing = confirmation.chosen.flatMap((component) =>
    (model.facts.get(factsKey(component, row?.key ?? ""))?.details.parts ?? [])
      .filter((x) => x.state !== "SUCCESS" || x.damaged)
      .map((x) => ({ name: x.snapshot, note: x.state }))
  )
  const begun = row?.startedAt ?? null
  return {
    title: `Resume backup ${row?.key ?? ""}`,
    button: "Resume",
    guards: [],
    about: [
      "Continues at the first missing part; the server refuses if the finished parts no longer fit.",
      begun === null
        ? ""
        : `Its first part was started ${Quantities.duration(model.now - begun)} ago: the later the rest is taken, the further apart in time the parts are.`
    ].filter((x) => x !== ""),
    warnings: [],
    heading: missing.length === 0 ? "It is not known here what is missing." : "What is missing:",
    snapshots: missing,
    required: null
  }
}
