/**
 * A lease as it is stored: who may write for a scope, and the moves that are allowed on it. Each move is one compare-and-set on the stored
 * record, so of two that try at once exactly one succeeds.
 *
 * Expiry depends on no shared clock: the owner beats, and each watcher judges by how long *it* has seen no beat (`LeaseWatch`).
 *
 * Invariants: the term grows with every owner; only a lease that is finished (or was never held) can be acquired for something new, so that
 * what an owner left unfinished is resolved by a take-over, never forgotten.
 */
import { Option } from "effect"
import type { BackupId } from "./BackupId.ts"

/** What the lease is held for: an attempt or a deletion, and the backup that it belongs to. */
export interface Subject {
  readonly id: string
  readonly backupId: BackupId
  /** A restore or drill; absent: a backup or a deletion. */
  readonly restore?: true
}

export interface LeaseRecord {
  readonly subject: Subject
  /** The name of the process, for people. */
  readonly owner: string
  /** Identifies the write by which the owner got it: two processes that take the same subject over at once would otherwise write the same. */
  readonly claim: string
  readonly term: number
  /** Counts the owner's signs of life. */
  readonly beat: number
  /** Milliseconds since 1970 by the owner's clock. */
  readonly beatAt: number
  readonly ttlMillis: number
  /**
   * - `held`: the owner works and beats.
   * - `handed over`: the owner stopped in good order and left work; any process may take over at once.
   * - `finished`: nothing is left to do.
   */
  readonly state: "held" | "handed over" | "finished"
}

export interface Claim {
  /** Of this try to own it, and no other. */
  readonly claim: string
  readonly subject: Subject
  readonly owner: string
  readonly ttlMillis: number
  readonly now: number
  /** The term of the owner before, as far as it is known from elsewhere: the new one is higher, also when the record was lost. */
  readonly afterTerm: number
}

const held = (before: Option.Option<LeaseRecord>, claim: Claim): LeaseRecord => ({
  subject: claim.subject,
  owner: claim.owner,
  claim: claim.claim,
  term: 1 + Math.max(claim.afterTerm, Option.match(before, { onNone: () => 0, onSome: (x) => x.term })),
  beat: 0,
  beatAt: claim.now,
  ttlMillis: claim.ttlMillis,
  state: "held"
})

/** Acquires it for something new. */
export const acquire = (record: Option.Option<LeaseRecord>, claim: Claim): Option.Option<LeaseRecord> =>
  Option.isNone(record) || record.value.state === "finished"
    ? Option.some(held(record, claim))
    : Option.none()

/**
 * Takes over what a dead or departed owner left. `silent`: the new owner has seen no beat for the time to live. Without a record (the journal
 * was lost) there is no owner to take it from.
 */
export const takeOver = (
  record: Option.Option<LeaseRecord>,
  claim: Claim,
  silent: boolean
): Option.Option<LeaseRecord> => {
  if (Option.isNone(record)) return Option.some(held(record, claim))
  const { state, subject } = record.value
  const free =
    state === "finished" || (subject.id === claim.subject.id && (state === "handed over" || silent))
  return free ? Option.some(held(record, claim)) : Option.none()
}

/** `none` when another owner has it. */
export const beat = (
  record: Option.Option<LeaseRecord>,
  term: number,
  now: number
): Option.Option<LeaseRecord> =>
  Option.map(
    Option.filter(record, (x) => x.term === term && x.state === "held"),
    (x) => ({ ...x, beat: x.beat + 1, beatAt: now })
  )

export const release = (
  record: Option.Option<LeaseRecord>,
  term: number,
  state: "handed over" | "finished",
  now: number
): Option.Option<LeaseRecord> => Option.map(beat(record, term, now), (x) => ({ ...x, state }))
