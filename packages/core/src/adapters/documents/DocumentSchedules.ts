/** `ScheduleJournal` over `Documents`. */
import { Effect, Layer, Option } from "effect"
import * as ScheduleRecordJson from "../../contract/ScheduleRecordJson.ts"
import { StoreAnswerInvalid, StoreUnavailable } from "../../domain/BackupError.ts"
import { type Document, Documents, type Stored } from "../../ports/Documents.ts"
import { ScheduleJournal } from "../../ports/ScheduleJournal.ts"
import { scheduleId } from "./keys.ts"

/** Races about a schedule are between a few processes. */
const maxConflicts = 50

const recordOf = (stored: Option.Option<Stored>) =>
  Option.isNone(stored)
    ? Effect.succeed(Option.none())
    : Effect.fromResult(ScheduleRecordJson.decode(stored.value.document.content)).pipe(
        Effect.mapError(
          (reason) => new StoreAnswerInvalid({ operation: "reading a schedule in the journal", reason })
        ),
        Effect.map(Option.some)
      )

/** Provides `ScheduleJournal`. */
export const layer: Layer.Layer<ScheduleJournal, never, Documents> = Layer.effect(
  ScheduleJournal,
  Effect.map(Documents, (documents) =>
    ScheduleJournal.of({
      read: (repository, job) => Effect.flatMap(documents.read(scheduleId(repository, job)), recordOf),
      update: Effect.fnUntraced(function* (repository, job, change) {
        const id = scheduleId(repository, job)
        for (let conflicts = 0; conflicts < maxConflicts; conflicts++) {
          const stored = yield* documents.read(id)
          const before = yield* recordOf(stored)
          const record = change(before)
          if (Option.exists(before, (x) => x === record)) return record
          const document: Document = {
            kind: "schedule",
            repository,
            // A schedule is of all components; every document has to name one.
            component: "operate",
            backupId: "",
            notable: false,
            content: ScheduleRecordJson.encode(record)
          }
          const expected = Option.map(stored, (x) => x.version)
          if (Option.isSome(yield* documents.write(id, document, expected, false))) return record
        }
        return yield* new StoreUnavailable({
          operation: "writing a schedule in the journal",
          reason: `Others changed [${id}] ${maxConflicts} times meanwhile.`,
          ambiguous: false
        })
      })
    })
  )
)
