/** How the installation stands, from what was read. */
import { BackupId, type Component, Standing, type Verification } from "@camunda-backup/core"
import type { Model } from "./Model.ts"
import type { Row } from "./Row.ts"
import { groupsOf } from "./Selection.ts"
import { lastDrill } from "./Verified.ts"

export const standingOf = (model: Model): Standing.Standing =>
  Standing.of({
    groups: groupsOf(model),
    components: model.options.components,
    findings: model.check.report?.findings ?? [],
    now: model.now,
    objectiveMillis: model.options.objectiveMillis
  })

export interface Drilled {
  readonly component: Component.Component
  readonly row: Row
  readonly verification: Verification.Verification
}

/** Asked for several times in a frame, and the same in most. */
const made = new WeakMap<
  Model["rows"],
  { readonly of: Model["verified"]["of"]; readonly all: ReadonlyArray<Drilled> }
>()

/** Drills of backups that are there, the last first. */
const drilled = (model: Model): ReadonlyArray<Drilled> => {
  const { rows, verified } = model
  const known = made.get(rows)
  if (known?.of === verified.of) return known.all
  const ids = new Set([...verified.of.values()].flatMap((x) => [...x.keys()]))
  const all = rows
    .filter((x) => ids.has(x.backupId))
    .flatMap((row) =>
      [...row.backups.keys()].flatMap((component): ReadonlyArray<Drilled> => {
        const verification = lastDrill(model, component, row)
        return typeof verification === "string" ? [] : [{ component, row, verification }]
      })
    )
    .toSorted((a, b) => b.verification.at - a.verification.at)
  made.set(rows, { of: verified.of, all })
  return all
}

/** What was proved last: a backup of which the last drill of every component succeeded. */
export const provedLast = (model: Model): Drilled | null => {
  const all = drilled(model)
  return (
    all.find(
      ({ row, verification }) =>
        verification.result === "verified" &&
        model.options.components.every((component) =>
          all.some((x) => x.row === row && x.component === component && x.verification.result === "verified")
        )
    ) ?? null
  )
}

/** Backups that are not to be relied on, whatever their state says. */
export const unsoundDrills = (model: Model): ReadonlyArray<Drilled> =>
  drilled(model).filter((x) => x.verification.result !== "verified")

/** The backup that needs somebody: what is damaged, what runs, what failed since the last good one; `null`: none. */
export const concernOf = (model: Model, standing: Standing.Standing): string | null => {
  const [damaged] = unsoundDrills(model)
  const [running] = standing.running
  const [missed] = standing.missed
  if (damaged !== undefined) return damaged.row.key
  if (running !== undefined) return BackupId.format(running.backupId)
  return missed === undefined ? null : BackupId.format(missed.backupId)
}
