/** What delete, cancel and resume would do, by the parts that are there. */
import { type BackupDetails, BackupError, type BackupId, type ClientError } from "@camunda-backup/core"
import { Option } from "effect"
import type { Context } from "../context/Context.ts"
import { type Details, dryRunOfParts } from "./dryRunOfParts.ts"

const isThere = ({ state }: BackupDetails.Part): boolean => state !== "PLANNED" && state !== "MISSING"

export const dryRunDelete = ({ invocation }: Context, backupIds: ReadonlyArray<BackupId.BackupId>) =>
  dryRunOfParts(invocation.components, backupIds, {
    refused: () => null,
    does: (part) => (isThere(part) ? "delete" : null),
    passed: ["BackupNotFound"]
  })

const isOpen = ({ attempt }: Details): boolean => Option.exists(attempt, (x) => Option.isNone(x.ended))

export const dryRunCancel = ({ invocation }: Context, backupId: BackupId.BackupId) =>
  dryRunOfParts(invocation.components, [backupId], {
    refused: (x) => (isOpen(x) ? null : new BackupError.BackupNotRunning({ backupId })),
    does: ({ state }) => (state === "IN_PROGRESS" ? "abort" : state === "PLANNED" ? "skip " : "keep "),
    passed: ["BackupNotFound", "BackupNotRunning"]
  })

/** The reasons that show without looking at the indices; the others are found when it is requested. */
const refusesResume = ({ attempt, backup }: Details): ClientError | null => {
  const { backupId } = backup
  const refuse = (reason: string) => new BackupError.ResumeRefused({ backupId, reasons: [reason] })
  if (Option.isNone(attempt))
    return refuse("The journal has no attempt for it, so what was meant to be in it is not known.")
  if (Option.isNone(attempt.value.ended)) return null
  return backup.state === "COMPLETED" ? refuse("It is completed.") : null
}

export const dryRunResume = ({ invocation }: Context, backupId: BackupId.BackupId) =>
  dryRunOfParts(invocation.components, [backupId], {
    refused: refusesResume,
    does: (part) =>
      part.state === "SUCCESS"
        ? "keep"
        : part.state === "IN_PROGRESS"
          ? "join"
          : isThere(part)
            ? "redo"
            : "take",
    passed: []
  })
