/** The words of a cancel. */
import { Quantities } from "@camunda-backup/core"
import type { Confirmation } from "../model/Dialog.ts"
import type { Model } from "../model/Model.ts"
import { presentSnapshots, rowsOf } from "./presentSnapshots.ts"
import { fact, type Wording } from "./Wording.ts"

export const cancelWording = (model: Model, confirmation: Confirmation): Wording => {
  const rows = rowsOf(model, confirmation)
  const snapshots = presentSnapshots(rows, confirmation)
  const done = snapshots.filter((x) => x.note === "SUCCESS").length
  return {
    title: `Cancel backup ${rows[0]?.key ?? ""}`,
    button: "Cancel the backup",
    guards: [
      fact(
        `The running part is aborted and no other is started. ${Quantities.count(done, "finished snapshot stays", "finished snapshots stay")}; the backup will be INCOMPLETE.`
      )
    ],
    about: ["It can be resumed later, or deleted."],
    warnings: [],
    heading: "What is there now:",
    snapshots,
    required: null
  }
}
