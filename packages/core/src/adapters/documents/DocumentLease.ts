/** `Lease` over `Documents`. */
import { Clock, Duration, Effect, Layer, Option, Random, Schema } from "effect"
import { Settings } from "../../config/Settings.ts"
import { StoreAnswerInvalid, type StoreError, StoreUnavailable } from "../../domain/BackupError.ts"
import * as BackupId from "../../domain/BackupId.ts"
import { isAmbiguous } from "../../domain/isAmbiguous.ts"
import * as LeaseRecord from "../../domain/LeaseRecord.ts"
import * as LeaseWatch from "../../domain/LeaseWatch.ts"
import { monotonicMillis } from "../../ports/monotonicMillis.ts"
import { type Document, Documents, type Stored, type Version } from "../../ports/Documents.ts"
import { type Held, Lease, type Scope } from "../../ports/Lease.ts"
import { leaseId } from "./keys.ts"
import * as Recent from "./recent.ts"

const Content = Schema.Struct({
  subject: Schema.Struct({
    id: Schema.String,
    backupId: Schema.String,
    restore: Schema.optionalKey(Schema.Literal(true))
  }),
  owner: Schema.String,
  claim: Schema.String,
  term: Schema.Int,
  beat: Schema.Int,
  beatAt: Schema.Finite,
  ttlMillis: Schema.Finite,
  state: Schema.Literals(["held", "handed over", "finished"])
})

const decodeContent = Schema.decodeUnknownOption(Content)

const decode = (content: unknown): Option.Option<LeaseRecord.LeaseRecord> =>
  Option.flatMap(decodeContent(content), (x) =>
    Option.map(BackupId.parse(x.subject.backupId), (backupId) => ({
      ...x,
      subject: { ...x.subject, backupId }
    }))
  )

const encode = (record: LeaseRecord.LeaseRecord) => ({
  ...record,
  subject: { ...record.subject, backupId: BackupId.format(record.subject.backupId) }
})

const operation = "reading the lease in the journal"

const recordOf = (stored: Option.Option<Stored>) =>
  Option.isNone(stored)
    ? Effect.succeed(Option.none<LeaseRecord.LeaseRecord>())
    : Option.match(decode(stored.value.document.content), {
        onNone: () => Effect.fail(new StoreAnswerInvalid({ operation, reason: "the document is no lease" })),
        onSome: (record) => Effect.succeed(Option.some(record))
      })

/** When the holder last gave a sign of life, by both clocks. */
interface Confirmed {
  readonly monotonic: number
  readonly wall: number
}

interface Moved {
  readonly record: LeaseRecord.LeaseRecord
  /** When the write was sent. */
  readonly asked: Confirmed
}

/** By both clocks: one stops while a machine is suspended, the other can be set. */
const isYoung = (last: Confirmed, now: Confirmed, millis: number): boolean =>
  [now.monotonic - last.monotonic, now.wall - last.wall].every((age) => age >= 0 && age < millis)

const keyOf = (held: Held): string => `${held.term}:${leaseId(held.scope)}`

export const layer: Layer.Layer<Lease, never, Documents | Settings> = Layer.effect(
  Lease,
  Effect.gen(function* () {
    const { leaseTtl, replica } = yield* Settings
    const ttlMillis = Duration.toMillis(leaseTtl)
    const documents = yield* Documents
    const watches = new Map<string, LeaseWatch.LeaseWatch>()
    const confirmed = new Map<string, Confirmed>()
    const recent = Recent.make()

    const watchOf = (scope: Scope) => Option.fromNullishOr(watches.get(leaseId(scope)))

    const read = Effect.fnUntraced(function* (scope: Scope) {
      const id = leaseId(scope)
      const stored = yield* documents.read(id)
      recent.set(id, stored)
      const record = yield* recordOf(stored)
      if (Option.isSome(record))
        watches.set(id, LeaseWatch.look(watchOf(scope), record.value, yield* monotonicMillis))
      return { record, version: Option.map(stored, (x) => x.version) }
    })

    /** What was last read or written, or `none`. */
    const remembered = Effect.fnUntraced(function* (scope: Scope) {
      const known = recent.get(leaseId(scope))
      if (Option.isNone(known)) return Option.none()
      const record = yield* recordOf(known.value)
      return Option.some({ record, version: Option.map(known.value, (x) => x.version) })
    })

    const isSilent = (scope: Scope, record: LeaseRecord.LeaseRecord): boolean =>
      Option.exists(watchOf(scope), (watch) => LeaseWatch.isSilent(watch, record))

    const write = Effect.fnUntraced(function* (
      scope: Scope,
      record: LeaseRecord.LeaseRecord,
      expected: Option.Option<Version>
    ) {
      const id = leaseId(scope)
      const document: Document = {
        kind: "lease",
        repository: scope.repository,
        component: scope.component,
        backupId: BackupId.format(record.subject.backupId),
        notable: false,
        content: encode(record)
      }
      recent.forget(id)
      const version = yield* documents.write(id, document, expected, false)
      if (Option.isSome(version)) recent.set(id, Option.some({ document, version: version.value }))
      return version
    })

    const clocks = Effect.all({ monotonic: monotonicMillis, wall: Clock.currentTimeMillis })

    const claimOf = (
      claim: string,
      subject: LeaseRecord.Subject,
      now: number,
      afterTerm: number
    ): LeaseRecord.Claim => ({ claim, subject, owner: replica, ttlMillis, now, afterTerm })

    /**
     * One move on the record by compare-and-set; `none` when it is not allowed. The remembered record is tried first, but a refusal is always based on
     * the stored one. A conflict can be our own move whose answer was lost: the next look tells whose it is.
     */
    const move = Effect.fnUntraced(function* (
      scope: Scope,
      next: (
        record: Option.Option<LeaseRecord.LeaseRecord>,
        wall: number
      ) => Option.Option<LeaseRecord.LeaseRecord>
    ): Effect.fn.Return<Option.Option<Moved>, StoreError> {
      let known = yield* remembered(scope)
      for (let conflicts = 0; conflicts < 4; conflicts++) {
        const fresh = Option.isNone(known)
        const { record, version } = Option.isSome(known) ? known.value : yield* read(scope)
        known = Option.none()
        const asked = yield* clocks
        const moved = next(record, asked.wall)
        if (Option.isNone(moved) && fresh) return Option.none()
        if (Option.isNone(moved)) continue
        if (Option.isSome(yield* write(scope, moved.value, version)))
          return Option.some({ record: moved.value, asked })
      }
      return yield* new StoreUnavailable({
        operation: "writing the lease in the journal",
        reason: "Others changed it meanwhile, again and again.",
        ambiguous: false
      })
    })

    const claim = Effect.fnUntraced(function* (
      scope: Scope,
      subject: LeaseRecord.Subject,
      afterTerm: number,
      rule: typeof LeaseRecord.acquire
    ) {
      const mine = String(yield* Random.next)
      const isMine = (record: Option.Option<LeaseRecord.LeaseRecord>): boolean =>
        Option.exists(record, (x) => x.claim === mine)
      const once = move(scope, (record, wall) =>
        // Our own write, whose answer was lost, came late.
        isMine(record) ? record : rule(record, claimOf(mine, subject, wall, afterTerm))
      ).pipe(
        // The answer was lost: the record shows whether it was carried out. That it is not there yet does not prove that it never will be.
        Effect.catchIf(isAmbiguous, (error) =>
          Effect.flatMap(Effect.all([clocks, read(scope)]), ([asked, { record }]) =>
            isMine(record)
              ? Effect.succeed(Option.map(record, (x): Moved => ({ record: x, asked })))
              : Effect.fail(error)
          )
        )
      )
      // Retried once if the write was lost: it is a compare-and-set, and the record was looked at.
      const moved = yield* Effect.retry(once, { while: isAmbiguous, times: 1 })
      return Option.map(moved, ({ record, asked }): Held => {
        const held: Held = { scope, subject, term: record.term }
        confirmed.set(keyOf(held), asked)
        return held
      })
    })

    const isFresh = (held: Held): Effect.Effect<boolean> =>
      Effect.map(clocks, (now) => {
        const last = confirmed.get(keyOf(held))
        return last !== undefined && isYoung(last, now, ttlMillis / 2)
      })

    const beat = Effect.fnUntraced(function* (held: Held) {
      // After a pause the owner of the lease is read before anything is written: a journal that was created again counts its versions from the
      // start, and an old one could match.
      if (!(yield* isFresh(held))) recent.forget(leaseId(held.scope))
      const again = String(yield* Random.next)
      const moved = yield* move(held.scope, (record, wall) =>
        // The journal was deleted meanwhile: nobody else has the lease either.
        Option.isNone(record)
          ? LeaseRecord.acquire(record, claimOf(again, held.subject, wall, held.term - 1))
          : LeaseRecord.beat(record, held.term, wall)
      )
      if (Option.isSome(moved)) confirmed.set(keyOf(held), moved.value.asked)
      else confirmed.delete(keyOf(held))
      return Option.isSome(moved)
    })

    return Lease.of({
      acquire: (scope, subject) => claim(scope, subject, 0, LeaseRecord.acquire),
      takeOver: (scope, subject, afterTerm) =>
        claim(scope, subject, afterTerm, (record, x) =>
          LeaseRecord.takeOver(
            record,
            x,
            Option.exists(record, (found) => isSilent(scope, found))
          )
        ),
      beat,
      confirm: (held) =>
        Effect.flatMap(isFresh(held), (fresh) => (fresh ? Effect.succeed(true) : beat(held))),
      release: Effect.fnUntraced(function* (held, state) {
        confirmed.delete(keyOf(held))
        if (held.scope.deletionOf === null || state !== "finished")
          return yield* Effect.asVoid(
            move(held.scope, (record, wall) => LeaseRecord.release(record, held.term, state, wall))
          )
        // The lease of a deletion is no longer needed; that of a component keeps the term.
        const { record, version } = yield* read(held.scope)
        if (Option.isSome(version) && Option.exists(record, (x) => x.term === held.term))
          yield* documents.remove(leaseId(held.scope), version.value)
      }),
      look: Effect.fnUntraced(function* (scope) {
        const { record } = yield* read(scope)
        const alive = Option.filter(watchOf(scope), (x) => x.alive)
        return Option.map(record, (x) => ({
          ...x,
          silent: isSilent(scope, x),
          silentMillis: Option.map(alive, LeaseWatch.silence)
        }))
      })
    })
  })
)
