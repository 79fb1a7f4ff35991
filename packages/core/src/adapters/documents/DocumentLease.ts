/** `Lease` over `Documents`. */
import { Clock, Effect, Layer, Option, Random, Schema } from "effect"
import { Settings } from "../../config/Settings.ts"
import { StoreAnswerInvalid, type StoreError, StoreUnavailable } from "../../domain/BackupError.ts"
import * as BackupId from "../../domain/BackupId.ts"
import * as LeaseRecord from "../../domain/LeaseRecord.ts"
import * as LeaseWatch from "../../domain/LeaseWatch.ts"
import { monotonicMillis } from "../../ports/monotonicMillis.ts"
import { Documents, type Stored, type Version } from "../../ports/Documents.ts"
import { type Held, Lease, type Scope } from "../../ports/Lease.ts"
import { leaseId } from "./keys.ts"

const Content = Schema.Struct({
  subject: Schema.Struct({ id: Schema.String, backupId: Schema.String }),
  owner: Schema.String,
  term: Schema.Int,
  beat: Schema.Int,
  beatAt: Schema.Finite,
  ttlMillis: Schema.Finite,
  state: Schema.Literals(["held", "handed over", "finished"]),
  /** Names the write by which its owner got it; two that take over the same subject at once write the same otherwise. */
  claim: Schema.optionalKey(Schema.String)
})

const decodeContent = Schema.decodeUnknownOption(Content)

interface Claimed {
  readonly record: LeaseRecord.LeaseRecord
  readonly claim: string
}

const decode = (content: unknown): Option.Option<Claimed> =>
  Option.flatMap(decodeContent(content), ({ claim = "", ...x }) =>
    Option.map(BackupId.parse(x.subject.backupId), (backupId) => ({
      claim,
      record: { ...x, subject: { id: x.subject.id, backupId } }
    }))
  )

const encode = ({ record, claim }: Claimed) => ({
  ...record,
  claim,
  subject: { id: record.subject.id, backupId: BackupId.format(record.subject.backupId) }
})

const operation = "reading the lease in the journal"

const claimedOf = (stored: Option.Option<Stored>) =>
  Option.isNone(stored)
    ? Effect.succeed(Option.none<Claimed>())
    : Option.match(decode(stored.value.document.content), {
        onNone: () => Effect.fail(new StoreAnswerInvalid({ operation, reason: "the document is no lease" })),
        onSome: (claimed) => Effect.succeed(Option.some(claimed))
      })

/** The write may have been carried out, or may still be. */
const isAmbiguous = (error: StoreError): boolean =>
  error._tag === "StoreAnswerInvalid" || (error._tag === "StoreUnavailable" && error.ambiguous)

/** When the holder last gave a sign of life, by both clocks. */
interface Confirmed {
  readonly monotonic: number
  readonly wall: number
}

/** By both clocks: one stands still while a machine is suspended, the other can be set. */
const isYoung = (last: Confirmed, now: Confirmed, millis: number): boolean =>
  [now.monotonic - last.monotonic, now.wall - last.wall].every((age) => age >= 0 && age < millis)

const keyOf = (held: Held): string => `${held.term}:${leaseId(held.scope)}`

export const layer: Layer.Layer<Lease, never, Documents | Settings> = Layer.effect(
  Lease,
  Effect.gen(function* () {
    const { leaseTtlMillis, replica } = yield* Settings
    const documents = yield* Documents
    const watches = new Map<string, LeaseWatch.LeaseWatch>()
    const confirmed = new Map<string, Confirmed>()

    const read = Effect.fnUntraced(function* (scope: Scope) {
      const stored = yield* documents.read(leaseId(scope))
      const claimed = yield* claimedOf(stored)
      const record = Option.map(claimed, (x) => x.record)
      if (Option.isSome(record)) {
        const id = leaseId(scope)
        watches.set(id, LeaseWatch.look(watches.get(id), record.value, yield* monotonicMillis))
      }
      const by = Option.match(claimed, { onNone: () => "", onSome: (x) => x.claim })
      return { record, by, version: Option.map(stored, (x) => x.version) }
    })

    const isSilent = (scope: Scope, record: LeaseRecord.LeaseRecord): boolean => {
      const watch = watches.get(leaseId(scope))
      return watch !== undefined && LeaseWatch.isSilent(watch, record)
    }

    const write = (
      scope: Scope,
      record: LeaseRecord.LeaseRecord,
      claim: string,
      expected: Option.Option<Version>
    ) =>
      documents.write(
        leaseId(scope),
        {
          kind: "lease",
          repository: scope.repository,
          component: scope.component,
          backupId: BackupId.format(record.subject.backupId),
          notable: false,
          content: encode({ record, claim })
        },
        expected
      )

    const clocks = Effect.all({ monotonic: monotonicMillis, wall: Clock.currentTimeMillis })

    const claimOf = (subject: LeaseRecord.Subject, now: number, afterTerm: number): LeaseRecord.Claim => ({
      subject,
      owner: replica,
      ttlMillis: leaseTtlMillis,
      now,
      afterTerm
    })

    /** One compare-and-set to own the scope; `none` when the move is not allowed, or another was faster. */
    const claim = Effect.fnUntraced(function* (
      scope: Scope,
      subject: LeaseRecord.Subject,
      afterTerm: number,
      mine: string,
      move: (
        record: Option.Option<LeaseRecord.LeaseRecord>,
        claim: LeaseRecord.Claim
      ) => Option.Option<LeaseRecord.LeaseRecord>
    ) {
      const { record, by, version } = yield* read(scope)
      // Our own write, whose answer was lost, came late.
      if (Option.isSome(record) && by === mine)
        return Option.some<Held>({ scope, subject, term: record.value.term })
      const asked = yield* clocks
      const next = move(record, claimOf(subject, asked.wall, afterTerm))
      if (Option.isNone(next)) return Option.none<Held>()
      const held: Held = { scope, subject, term: next.value.term }
      const written = yield* write(scope, next.value, mine, version).pipe(
        Effect.map(Option.isSome),
        // The answer was lost: the record says whether it was carried out. That nobody holds it is no proof that another does.
        Effect.catchIf(isAmbiguous, (error) =>
          Effect.flatMap(read(scope), (after) =>
            Option.exists(after.record, (x) => x.term >= held.term)
              ? Effect.succeed(after.by === mine)
              : Effect.fail(error)
          )
        )
      )
      if (!written) return Option.none<Held>()
      confirmed.set(keyOf(held), asked)
      return Option.some(held)
    })

    const beat = Effect.fnUntraced(function* (held: Held) {
      // A conflict can be our own beat whose answer was lost: whose it is, the next look tells.
      for (let conflicts = 0; conflicts < 3; conflicts++) {
        const { record, by, version } = yield* read(held.scope)
        const asked = yield* clocks
        // The journal was deleted under us: nobody else has the lease either.
        const next = Option.isNone(record)
          ? LeaseRecord.acquire(record, claimOf(held.subject, asked.wall, held.term - 1))
          : LeaseRecord.beat(record, held.term, asked.wall)
        if (Option.isNone(next)) {
          confirmed.delete(keyOf(held))
          return false
        }
        if (Option.isSome(yield* write(held.scope, next.value, by, version))) {
          confirmed.set(keyOf(held), asked)
          return true
        }
      }
      return yield* new StoreUnavailable({
        operation: "renewing the lease in the journal",
        reason: "It changed while it was being renewed.",
        ambiguous: true
      })
    })

    /** Once more when the write was lost: it is a compare-and-set, and was looked for. */
    const claimSurely = Effect.fnUntraced(function* (
      scope: Scope,
      subject: LeaseRecord.Subject,
      afterTerm: number,
      move: Parameters<typeof claim>[4]
    ) {
      const mine = String(yield* Random.next)
      return yield* Effect.retry(claim(scope, subject, afterTerm, mine, move), {
        while: isAmbiguous,
        times: 1
      })
    })

    return Lease.of({
      acquire: (scope, subject) => claimSurely(scope, subject, 0, LeaseRecord.acquire),
      takeOver: (scope, subject, afterTerm) =>
        claimSurely(scope, subject, afterTerm, (record, x) =>
          LeaseRecord.takeOver(
            record,
            x,
            Option.exists(record, (found) => isSilent(scope, found))
          )
        ),
      beat,
      confirm: Effect.fnUntraced(function* (held) {
        const last = confirmed.get(keyOf(held))
        const now = yield* clocks
        if (last !== undefined && isYoung(last, now, leaseTtlMillis / 2)) return true
        return yield* beat(held)
      }),
      release: Effect.fnUntraced(function* (held, state) {
        const { record, by, version } = yield* read(held.scope)
        const next = LeaseRecord.release(record, held.term, state, yield* Clock.currentTimeMillis)
        confirmed.delete(keyOf(held))
        if (Option.isNone(next) || Option.isNone(version)) return
        // The lease of a deletion is needed no more; the one of a component carries the term on.
        if (held.scope.deletionOf !== null && state === "finished")
          yield* documents.remove(leaseId(held.scope), version.value)
        else yield* write(held.scope, next.value, by, version)
      }),
      look: Effect.fnUntraced(function* (scope) {
        const { record } = yield* read(scope)
        const watch = watches.get(leaseId(scope))
        return Option.map(record, (x) => ({
          ...x,
          silent: isSilent(scope, x),
          silentMillis:
            watch !== undefined && watch.alive
              ? Option.some(LeaseWatch.silence(watch))
              : Option.none<number>()
        }))
      })
    })
  })
)
