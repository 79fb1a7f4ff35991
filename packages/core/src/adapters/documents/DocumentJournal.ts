/** `Journal` over `Documents`. */
import type { Result } from "effect"
import { Effect, Layer, Option } from "effect"
import { StoreAnswerInvalid, type StoreError, StoreUnavailable } from "../../domain/BackupError.ts"
import * as JournalEntry from "../../domain/JournalEntry.ts"
import { type Document, Documents, type Stored } from "../../ports/Documents.ts"
import { Journal } from "../../ports/Journal.ts"
import * as EntryJson from "./EntryJson.ts"
import { entryId } from "./keys.ts"

/** Races about one backup are between a few processes; who loses this often in a row is told to come again. */
const maxConflicts = 50

const toDocument = (entry: JournalEntry.JournalEntry): Document => ({
  kind: "entry",
  repository: entry.repository,
  component: entry.component,
  backupId: entry.backupId.toString(),
  notable: JournalEntry.isNotable(entry),
  content: EntryJson.encode(entry)
})

const decode = (document: Document): Effect.Effect<JournalEntry.JournalEntry, StoreAnswerInvalid> =>
  Effect.mapError(
    Effect.fromResult(EntryJson.decode(document.content)),
    (reason) => new StoreAnswerInvalid({ operation: "reading the journal", reason })
  )

export const layer: Layer.Layer<Journal, never, Documents> = Layer.effect(
  Journal,
  Effect.map(Documents, (documents) => {
    const current = Effect.fnUntraced(function* (key: JournalEntry.Key, stored: Option.Option<Stored>) {
      return Option.isNone(stored) ? JournalEntry.make(key) : yield* decode(stored.value.document)
    })

    const update = Effect.fnUntraced(function* <E>(
      key: JournalEntry.Key,
      change: (entry: JournalEntry.JournalEntry) => Result.Result<JournalEntry.JournalEntry, E>
    ): Effect.fn.Return<JournalEntry.JournalEntry, E | StoreError> {
      const id = entryId(key)
      for (let conflicts = 0; conflicts < maxConflicts; conflicts++) {
        const stored = yield* documents.read(id)
        const before = yield* current(key, stored)
        const after = yield* Effect.fromResult(change(before))
        if (after === before) return before
        const expected = Option.map(stored, (x) => x.version)
        if (Option.isSome(yield* documents.write(id, toDocument(after), expected))) return after
      }
      return yield* new StoreUnavailable({
        operation: "writing the journal",
        reason: `Others changed the entry of backup ${key.backupId} ${maxConflicts} times meanwhile.`,
        ambiguous: false
      })
    })

    return Journal.of({
      read: Effect.fnUntraced(function* (key) {
        const stored = yield* documents.read(entryId(key))
        return Option.isNone(stored) ? Option.none() : Option.some(yield* decode(stored.value.document))
      }),
      update,
      notable: Effect.fnUntraced(function* (repository, component) {
        const found = yield* documents.notable(repository, component)
        const entries = yield* Effect.forEach(found, decode)
        return new Map(entries.map((entry) => [entry.backupId, entry]))
      })
    })
  })
)
