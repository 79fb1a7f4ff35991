/** `RestoreJournal` over `Documents`. */
import { Effect, Layer, Option } from "effect"
import type { Decoded } from "../../contract/body.ts"
import * as ManifestJson from "../../contract/ManifestJson.ts"
import * as RestoreDto from "../../contract/RestoreDto.ts"
import * as VerificationDto from "../../contract/VerificationDto.ts"
import { StoreAnswerInvalid, type StoreError, StoreUnavailable } from "../../domain/BackupError.ts"
import * as BackupId from "../../domain/BackupId.ts"
import type { Restore } from "../../domain/restore/Restore.ts"
import { type Document, Documents, type Stored } from "../../ports/Documents.ts"
import { RestoreJournal } from "../../ports/RestoreJournal.ts"
import { manifestId, restoreDocumentId, verificationsId } from "./keys.ts"

/** Races about one restore are between a few processes. */
const maxConflicts = 50

/** Backups of which it is kept what their last drill found; those whose drill is longest ago are dropped. */
const keptVerifications = 500

const decoded = <A>(result: Decoded<A>): Effect.Effect<A, StoreAnswerInvalid> =>
  Effect.mapError(
    Effect.fromResult(result),
    (reason) => new StoreAnswerInvalid({ operation: "reading the journal", reason })
  )

const newestFirst = (a: Restore, b: Restore): number =>
  b.requestedAt - a.requestedAt || (a.id < b.id ? -1 : 1)

const restoreOf = (stored: Stored) => decoded(RestoreDto.decode(stored.document.content))

/** Provides `RestoreJournal`. */
export const layer: Layer.Layer<RestoreJournal, never, Documents> = Layer.effect(
  RestoreJournal,
  Effect.map(Documents, (documents) => {
    /** Changes a document by compare-and-set. `write` gives what it shall be; the same content again is not written. */
    const change = Effect.fnUntraced(function* <A, E>(
      id: string,
      write: (
        stored: Option.Option<Stored>
      ) => Effect.Effect<{ readonly value: A; readonly document: Document | null }, E>
    ): Effect.fn.Return<A, E | StoreError> {
      for (let conflicts = 0; conflicts < maxConflicts; conflicts++) {
        const stored = yield* documents.read(id)
        const { document, value } = yield* write(stored)
        if (document === null) return value
        const version = yield* documents.write(
          id,
          document,
          Option.map(stored, (x) => x.version),
          // Restores alone are found by a search.
          document.kind === "restore"
        )
        if (Option.isSome(version)) return value
      }
      return yield* new StoreUnavailable({
        operation: "writing the journal",
        reason: `Others changed [${id}] ${maxConflicts} times meanwhile.`,
        ambiguous: false
      })
    })

    const verificationsOf = Effect.fnUntraced(function* (stored: Option.Option<Stored>) {
      return Option.isNone(stored)
        ? []
        : (yield* decoded(VerificationDto.decode(stored.value.document.content))).verifications
    })

    return RestoreJournal.of({
      read: Effect.fnUntraced(function* (key) {
        const stored = yield* documents.read(restoreDocumentId(key))
        return Option.isNone(stored) ? Option.none() : Option.some(yield* restoreOf(stored.value))
      }),
      update: (key, f) =>
        change(
          restoreDocumentId(key),
          Effect.fnUntraced(function* (stored) {
            const before = Option.isNone(stored)
              ? Option.none<Restore>()
              : Option.some(yield* restoreOf(stored.value))
            const value = yield* Effect.fromResult(f(before))
            if (Option.exists(before, (x) => x === value)) return { value, document: null }
            const document: Document = {
              kind: "restore",
              repository: key.repository,
              component: key.component,
              backupId: key.id,
              notable: true,
              content: RestoreDto.encode(value)
            }
            return { value, document }
          })
        ),
      list: (repository, component) =>
        documents.notable("restore", repository, component).pipe(
          Effect.flatMap((all) => Effect.forEach(all, (x) => decoded(RestoreDto.decode(x.content)))),
          Effect.map((all) => all.toSorted(newestFirst))
        ),
      verifications: (repository, component) =>
        documents.read(verificationsId(repository, component)).pipe(
          Effect.flatMap(verificationsOf),
          Effect.map((all) => new Map<bigint, (typeof all)[number]>(all.map((x) => [x.backupId, x])))
        ),
      verify: (repository, verification) =>
        change(
          verificationsId(repository, verification.component),
          Effect.fnUntraced(function* (stored) {
            const others = (yield* verificationsOf(stored)).filter(
              (x) => x.backupId !== verification.backupId
            )
            const kept = [verification, ...others].toSorted((a, b) => b.at - a.at).slice(0, keptVerifications)
            const document: Document = {
              kind: "verifications",
              repository,
              component: verification.component,
              backupId: "",
              notable: false,
              content: VerificationDto.encode({ verifications: kept })
            }
            return { value: undefined, document }
          })
        ),
      manifest: Effect.fnUntraced(function* (repository, component, backupId) {
        const stored = yield* documents.read(manifestId({ repository, component, backupId }))
        return Option.isNone(stored)
          ? Option.none()
          : Option.some(yield* decoded(ManifestJson.decode(stored.value.document.content)))
      }),
      keep: (repository, manifest) => {
        const { component, backupId } = manifest
        const document: Document = {
          kind: "manifest",
          repository,
          component,
          backupId: BackupId.format(backupId),
          notable: false,
          content: ManifestJson.encode(manifest)
        }
        return change(manifestId({ repository, component, backupId }), () =>
          Effect.succeed({ value: undefined, document })
        )
      }
    })
  })
)
