/** What drills have proved of the backups that are shown. */
import { BackupDetails, type Component, Verification } from "@camunda-backup/core"
import type { Model } from "./Model.ts"
import type { Row } from "./Row.ts"

export interface Verified {
  /** By component, of each backup its last drill. Without an entry: not read yet. What was read stays when a later read fails. */
  readonly of: ReadonlyMap<Component.Component, ReadonlyMap<bigint, Verification.Verification>>
  /** Components of which it was requested and has not arrived. */
  readonly waiting: ReadonlySet<Component.Component>
  /** Not requested again before. */
  readonly nextAt: number
}

/** The last drill of a backup; `never`: none; `unknown`: not read yet. */
export type LastDrill = Verification.Verification | "never" | "unknown"

export const lastDrill = ({ verified }: Model, component: Component.Component, row: Row): LastDrill => {
  const known = verified.of.get(component)
  if (known === undefined) return "unknown"
  const found = known.get(row.backupId)
  const backup = row.backups.get(component)
  return found !== undefined &&
    backup !== undefined &&
    Verification.isOf(found, BackupDetails.startedAt(backup))
    ? found
    : "never"
}

/** Of all components that have the backup, in their order. */
export const lastDrills = (model: Model, row: Row): ReadonlyArray<LastDrill> =>
  [...row.backups.keys()].map((component) => lastDrill(model, component, row))
