/** Events in `/api/v1`: a type for programs, and the fields of it. */
import type { BackupEvent, What } from "../domain/BackupEvent.ts"
import type { Event } from "../domain/Attempt.ts"
import * as BackupId from "../domain/BackupId.ts"
import * as AttemptDto from "./AttemptDto.ts"
import { rfc3339 } from "./rfc3339.ts"

const transitionTypes = {
  TakenOver: "attempt-taken-over",
  PartRetried: "part-retried",
  StopAsked: "attempt-stop-asked",
  Ended: "attempt-ended",
  Resumed: "attempt-resumed"
} as const satisfies Record<Event["_tag"], string>

const fieldsOf = (what: What) => {
  switch (what._tag) {
    case "BackupChanged": {
      const { before, reason, state } = what
      return { type: "backup-changed", before, state, reason }
    }
    case "PartStarted":
      return { type: "part-started", part: what.part, snapshot: what.snapshot }
    case "PartFinished":
      return { type: "part-finished", part: what.part, snapshot: what.snapshot, state: what.state }
    case "AttemptStarted":
      return { type: "attempt-started", attempt: what.attempt, askedBy: what.askedBy }
    case "AttemptChanged": {
      const { by, event } = what.transition
      return {
        type: transitionTypes[event._tag],
        attempt: what.attempt,
        by,
        how: event._tag === "Ended" ? event.how._tag : null,
        text: AttemptDto.sentence(event)
      }
    }
    case "DeletionFinished":
      return { type: "deletion-finished" }
  }
}

/** The JSON of an event. Ids are strings, times RFC 3339. */
export const encode = ({ at, backupId, component, what }: BackupEvent) => ({
  ...fieldsOf(what),
  component,
  backupId: BackupId.format(backupId),
  at: rfc3339(at)
})
