/** The existing snapshots of the backups that a confirmation is about. */
import { BackupId } from "@camunda-backup/core"
import type { Confirmation } from "../model/Dialog.ts"
import type { Model } from "../model/Model.ts"
import type { Row } from "../model/Row.ts"
import { find } from "../model/Selection.ts"
import type { Named } from "./Wording.ts"

/** Without those that have gone from the list since it was opened. */
export const rowsOf = (model: Model, confirmation: Confirmation): ReadonlyArray<Row> =>
  confirmation.ids.flatMap((id) => find(model, BackupId.format(id)) ?? [])

/** Of the chosen components, in the order of their parts. */
export const presentSnapshots = (rows: ReadonlyArray<Row>, { chosen }: Confirmation): ReadonlyArray<Named> =>
  rows.flatMap((row) =>
    chosen.flatMap((component) =>
      (row.backups.get(component)?.snapshots ?? [])
        .toSorted((a, b) => a.part - b.part)
        .map((x) => ({ name: x.name, note: x.damaged ? "damaged" : x.state }))
    )
  )
