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
    about: [
      "Goes on at the first part that is not there; the server refuses if finished parts no longer fit.",
      begun === null
        ? ""
        : `Its first part was begun ${Quantities.duration(model.now - begun)} ago: the later the rest is taken, the less the parts belong to one moment.`
    ].filter((x) => x !== ""),
    warnings: [],
    heading: missing.length === 0 ? "What is missing is not known here." : "What is missing:",
    snapshots: missing,
    required: null
  }
}
