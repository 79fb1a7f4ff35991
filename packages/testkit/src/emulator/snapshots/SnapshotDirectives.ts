import { isWildcard, wildcard } from "../indices/wildcard.ts"
import type { ShardFailure } from "./Snapshot.ts"

/** How a snapshot ends, where a test decides it. */
export type Outcome =
  /** Without failures given, one shard of the first index fails. */
  | { readonly state: "PARTIAL"; readonly failures?: readonly Partial<ShardFailure>[] }
  /** Some indices are not in it although they were asked for. */
  | { readonly state: "SUCCESS"; readonly without?: readonly string[] }
  | { readonly state: "FAILED"; readonly reason: string }
  /** Accepted, then gone without a record: a waiting creator gets 500, a later GET 404. */
  | { readonly vanish: true }

export interface Hold {
  /** Resolves when the first matching snapshot is being held. */
  readonly arrived: Promise<void>
  /** Lets those that are held finish, and holds no others. */
  readonly release: () => void
}

interface HoldRule {
  readonly matches: (name: string) => boolean
  readonly arrive: () => void
  readonly held: Set<() => void>
  lifted: boolean
}

interface OutcomeRule {
  readonly matches: (name: string) => boolean
  readonly outcome: Outcome
  times: number
}

interface CorruptionRule {
  /** Every shard unless given. */
  readonly shard: number | undefined
  readonly reason: string
}

/** What tests order about snapshots that are yet to be created. The newest order wins. */
export class SnapshotDirectives {
  private readonly holds: HoldRule[] = []
  private readonly restoreHolds: HoldRule[] = []
  private readonly outcomes: OutcomeRule[] = []
  private readonly corrupted = new Map<string, CorruptionRule>()

  hold(name: string | RegExp): Hold {
    return addHold(this.holds, name)
  }

  holdRestore(name: string | RegExp): Hold {
    return addHold(this.restoreHolds, name)
  }

  /** As `heldBack`, of restores from a snapshot of this name. */
  heldBackRestore(name: string, finish: () => void): boolean {
    return heldBy(this.restoreHolds, name, finish)
  }

  outcome(name: string | RegExp, outcome: Outcome, times: number): () => void {
    const rule = { matches: matcher(name), outcome, times }
    this.outcomes.unshift(rule)
    return () => {
      rule.times = 0
    }
  }

  /** Calls `finish` when the hold that matches is released; false when nothing holds this name. */
  heldBack(name: string, finish: () => void): boolean {
    return heldBy(this.holds, name, finish)
  }

  /** Shards of this index cannot be read from now on; the answer repairs them. */
  corrupt(index: string, shard: number | undefined): () => void {
    const reason = `CorruptIndexException[verification failed : calculated=1kf8c1l stored=9w6sob (resource=name [_0.cfs], length [405])]`
    const rule = { shard, reason }
    this.corrupted.set(index, rule)
    return () => {
      if (this.corrupted.get(index) === rule) this.corrupted.delete(index)
    }
  }

  /** Why a shard cannot be copied; undefined when it can. */
  corruption(index: string, shard: number): string | undefined {
    const rule = this.corrupted.get(index)
    return rule === undefined || (rule.shard !== undefined && rule.shard !== shard) ? undefined : rule.reason
  }

  takeOutcome(name: string): Outcome | undefined {
    const rule = this.outcomes.find((candidate) => candidate.times > 0 && candidate.matches(name))
    if (rule !== undefined) rule.times--
    return rule?.outcome
  }
}

const addHold = (rules: HoldRule[], name: string | RegExp): Hold => {
  const arrived = Promise.withResolvers<void>()
  const rule: HoldRule = { matches: matcher(name), arrive: arrived.resolve, held: new Set(), lifted: false }
  rules.unshift(rule)
  return {
    arrived: arrived.promise,
    release: () => {
      rule.lifted = true
      for (const finish of rule.held) finish()
      rule.held.clear()
    }
  }
}

const heldBy = (rules: readonly HoldRule[], name: string, finish: () => void): boolean => {
  const rule = rules.find((hold) => !hold.lifted && hold.matches(name))
  rule?.held.add(finish)
  rule?.arrive()
  return rule !== undefined
}

/** A text with `*` is a pattern, one without it a name. */
const matcher = (name: string | RegExp): ((candidate: string) => boolean) => {
  if (typeof name !== "string") return (candidate) => candidate.search(name) >= 0
  return isWildcard(name) ? (candidate) => wildcard(name).test(candidate) : (candidate) => candidate === name
}
