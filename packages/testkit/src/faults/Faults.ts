import { seededRandom } from "../installation/seededRandom.ts"
import { type FaultAction, type FaultRule, matches } from "./FaultRule.ts"
import type { RecordedRequest } from "./RequestLog.ts"

export interface Fault {
  readonly id: string
  /** Resolves when the first request is struck. */
  readonly arrived: Promise<void>
  /** Lets held requests go on, and opens a port that it closed. */
  readonly release: () => void
  /** Strikes no further requests. */
  readonly cancel: () => void
}

/** How a rule stands. */
export interface FaultReport {
  readonly id: string
  readonly rule: FaultRule
  readonly struck: number
  /** How many more it strikes; Infinity without an end. */
  readonly left: number
}

export interface StruckRequest {
  readonly id: string
  readonly action: FaultAction
  readonly released: Promise<void>
}

interface ActiveRule {
  readonly fault: Fault
  readonly rule: FaultRule
  left: number
  skip: number
  struck: number
  readonly lucky: () => boolean
  readonly arrive: () => void
  readonly released: Promise<void>
}

const precision = 1_000_000

/** Rules for coming requests, in the order they were made: the first that matches strikes, once unless told otherwise. */
export class Faults {
  private readonly rules = new Map<string, ActiveRule>()
  private made = 0

  next(rule: FaultRule): Fault {
    const arrived = Promise.withResolvers<void>()
    const released = Promise.withResolvers<void>()
    const { probability } = rule
    const random = seededRandom(rule.seed ?? "")
    const active: ActiveRule = {
      fault: {
        id: String(++this.made),
        arrived: arrived.promise,
        release: released.resolve,
        cancel: () => {
          active.left = 0
        }
      },
      rule,
      left: rule.times ?? (probability === undefined ? 1 : Infinity),
      skip: rule.skip ?? 0,
      struck: 0,
      lucky: () => probability !== undefined && random.integer(precision) >= probability * precision,
      arrive: arrived.resolve,
      released: released.promise
    }
    this.rules.set(active.fault.id, active)
    return active.fault
  }

  /** Every rule since the last `clear`, used up or not, oldest first. */
  list(): readonly FaultReport[] {
    return [...this.rules.values()].map(({ fault, rule, struck, left }) => ({
      id: fault.id,
      rule,
      struck,
      left
    }))
  }

  get(id: string): Fault | undefined {
    return this.rules.get(id)?.fault
  }

  /** Forgets every rule, or this one, and releases what is held. */
  clear(id?: string): void {
    for (const active of id === undefined ? [...this.rules.values()] : [this.rules.get(id)]) {
      if (active === undefined) continue
      active.fault.cancel()
      active.fault.release()
      this.rules.delete(active.fault.id)
    }
  }

  strike(request: RecordedRequest): StruckRequest | undefined {
    const active = this.rules.values().find((candidate) => strikes(candidate, request))
    if (active === undefined) return undefined
    active.left--
    active.struck++
    active.arrive()
    return { id: active.fault.id, action: active.rule, released: active.released }
  }
}

/** Counts the request for the rule, also when it lets it pass. */
const strikes = (active: ActiveRule, request: RecordedRequest): boolean => {
  if (active.left <= 0 || !matches(active.rule, request)) return false
  if (active.skip > 0) {
    active.skip--
    return false
  }
  return !active.lucky()
}
