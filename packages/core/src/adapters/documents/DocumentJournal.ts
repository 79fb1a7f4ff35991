/** `Journal` over `Documents`. */
import { Effect, Layer, Option, Result } from "effect"
import { StoreAnswerInvalid, type StoreError, StoreUnavailable } from "../../domain/BackupError.ts"
import type { BackupId } from "../../domain/BackupId.ts"
import * as JournalEntry from "../../domain/JournalEntry.ts"
import { type Document, Documents, type Stored } from "../../ports/Documents.ts"
import { Journal } from "../../ports/Journal.ts"
import * as EntryJson from "./EntryJson.ts"
import { entryId } from "./keys.ts"
import * as Recent from "./recent.ts"

/** Only a few processes race for one backup; one that loses this often in a row is told to retry later. */
const maxConflicts = 50

const toDocument = (entry: JournalEntry.JournalEntry): Document => ({
  kind: "entry",
  repository: entry.repository,
  component: entry.component,
  backupId: entry.backupId.toString(),
  notable: JournalEntry.isNotable(entry),
  content: EntryJson.encode(entry)
})

const isUnderWay = (entry: JournalEntry.JournalEntry): boolean =>
  Option.isSome(entry.deletion) || Option.isSome(JournalEntry.openAttempt(entry))

/**
 * Every process learns from the lease that an attempt begins or completes; a deletion, and an end that a list must not miss, can only be found by
 * searching.
 */
const mustBeFound = (entry: JournalEntry.JournalEntry): boolean =>
  Option.isSome(entry.deletion) || (JournalEntry.isNotable(entry) && !isUnderWay(entry))

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

    const recent = Recent.make()
    const read = Effect.fnUntraced(function* (id: string) {
      const stored = yield* documents.read(id)
      recent.set(id, stored)
      return stored
    })

    const update = Effect.fnUntraced(function* <E>(
      key: JournalEntry.Key,
      change: (entry: JournalEntry.JournalEntry) => Result.Result<JournalEntry.JournalEntry, E>
    ): Effect.fn.Return<JournalEntry.JournalEntry, E | StoreError> {
      const id = entryId(key)
      for (let conflicts = 0; conflicts < maxConflicts; conflicts++) {
        const known = recent.get(id)
        const stored = Option.isSome(known) ? known.value : yield* read(id)
        const before = yield* current(key, stored)
        const changed = change(before)
        const after = Result.getOrElse(changed, () => before)
        if (after === before) {
          // The remembered state may be old: a refusal must be based on the stored one.
          if (Option.isNone(known)) return yield* Effect.fromResult(changed)
          recent.forget(id)
          continue
        }
        const document = toDocument(after)
        const expected = Option.map(stored, (x) => x.version)
        // Whatever happens to the write, what was known before it is out of date.
        recent.forget(id)
        const version = yield* documents.write(id, document, expected, mustBeFound(after))
        if (Option.isNone(version)) continue
        recent.set(id, Option.some({ document, version: version.value }))
        return after
      }
      return yield* new StoreUnavailable({
        operation: "writing the journal",
        reason: `Others changed the entry of backup ${key.backupId} ${maxConflicts} times meanwhile.`,
        ambiguous: false
      })
    })

    return Journal.of({
      read: Effect.fnUntraced(function* (key) {
        const stored = yield* read(entryId(key))
        return Option.isNone(stored) ? Option.none() : Option.some(yield* decode(stored.value.document))
      }),
      update,
      notable: Effect.fnUntraced(function* (repository, component, including) {
        const newest = (ids: ReadonlyArray<BackupId>) =>
          Effect.forEach(
            ids,
            Effect.fnUntraced(function* (backupId) {
              const key = { repository, component, backupId }
              return yield* current(key, yield* read(entryId(key)))
            }),
            { concurrency: 4 }
          )
        const [found, included] = yield* Effect.all(
          [
            Effect.flatMap(documents.notable("entry", repository, component), (all) =>
              Effect.forEach(all, decode)
            ),
            newest(including)
          ],
          { concurrency: 2 }
        )
        const entries = new Map<bigint, JournalEntry.JournalEntry>(found.map((x) => [x.backupId, x]))
        // Open attempts change without being findable at once, so their newest state is read.
        const underWay = found.filter((x) => isUnderWay(x) && !including.includes(x.backupId))
        for (const entry of [...included, ...(yield* newest(underWay.map((x) => x.backupId)))])
          if (JournalEntry.isNotable(entry)) entries.set(entry.backupId, entry)
          else entries.delete(entry.backupId)
        return entries
      })
    })
  })
)
