/** The words of a drill. */
import { Quantities } from "@camunda-backup/core"
import type { Confirmation } from "../model/Dialog.ts"
import { factsKey, type Model } from "../model/Model.ts"
import { presentSnapshots, rowsOf } from "./presentSnapshots.ts"
import type { Wording } from "./Wording.ts"

/** Of the chosen components; `null` when it is not known of one. */
const bytesOf = (model: Model, { chosen }: Confirmation, key: string): number | null => {
  let sum = 0
  for (const component of chosen)
    for (const { bytes } of model.facts.get(factsKey(component, key))?.details.parts ?? [{ bytes: null }]) {
      if (bytes === null) return null
      sum += bytes
    }
  return sum
}

export const drillWording = (model: Model, confirmation: Confirmation): Wording => {
  const rows = rowsOf(model, confirmation)
  const key = rows[0]?.key ?? ""
  const bytes = bytesOf(model, confirmation, key)
  return {
    title: `Drill backup ${key}`,
    button: "Start",
    guards: [],
    about: [
      "Everything in it is restored under names that begin with drill-, compared with what was backed up, and deleted again. Nothing that exists is changed.",
      bytes === null
        ? "Meanwhile Elasticsearch needs room for all of it."
        : `Meanwhile Elasticsearch needs ${Quantities.bytes(bytes)} more room.`
    ],
    warnings: [],
    heading: "What is read:",
    snapshots: presentSnapshots(rows, confirmation),
    required: null
  }
}
