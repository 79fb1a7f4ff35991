import { type BackupId, type Component, type RestoreQuestion } from "@camunda-backup/core"
import { Option } from "effect"

/** A drill of everything that the backup holds, from where it was backed up to. */
export const drillQuestion = (
  component: Component.Component,
  backupId: BackupId.BackupId
): RestoreQuestion => ({
  component,
  backupId,
  target: { _tag: "Drill" },
  others: "delete",
  templates: "leave",
  unverified: false,
  sample: null,
  bytesPerSecond: null,
  fromRepository: Option.none()
})
