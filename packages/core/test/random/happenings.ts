/** What a random history is made of. Data, so that a history can be printed, repeated and made smaller. */
import type { Component } from "../../src/index.ts"
import { random } from "./random.ts"

export type Happening =
  | {
      readonly what: "create" | "delete" | "cancel" | "resume" | "get"
      readonly on: number
      readonly component: Component.Component
      readonly id: number
    }
  | { readonly what: "time passes"; readonly seconds: number }
  /** The process is gone at once, and another takes its place. */
  | { readonly what: "kill"; readonly on: number }
  /** The process ends in order, and another takes its place. */
  | { readonly what: "stop"; readonly on: number }
  | {
      readonly what: "part"
      readonly ending: "lost answer" | "not now" | "PARTIAL" | "too much" | "slow" | "very slow"
    }
  | { readonly what: "journal"; readonly accident: "lost answer" | "refused" }
  | { readonly what: "outage"; readonly seconds: number }
  | {
      readonly what: "foreign"
      readonly component: Component.Component
      readonly id: number
      readonly part: number
    }

export const replicas = 3

export const historyOf = (seed: number, length: number): ReadonlyArray<Happening> => {
  const { integer, pick } = random(seed)
  const component = (): Component.Component => pick(["operate", "operate", "tasklist"])
  const id = () => 1 + integer(2)
  return Array.from({ length }, (): Happening => {
    const kind = integer(100)
    const on = integer(replicas)
    if (kind < 22) return { what: "create", on, component: component(), id: id() }
    if (kind < 30) return { what: "delete", on, component: component(), id: id() }
    if (kind < 34) return { what: "cancel", on, component: component(), id: id() }
    if (kind < 38) return { what: "resume", on, component: component(), id: id() }
    if (kind < 42) return { what: "get", on, component: component(), id: id() }
    if (kind < 62) return { what: "time passes", seconds: pick([0.1, 1, 3, 10, 40]) }
    if (kind < 68) return { what: "kill", on }
    if (kind < 71) return { what: "stop", on }
    if (kind < 87)
      return {
        what: "part",
        ending: pick(["lost answer", "not now", "PARTIAL", "too much", "slow", "slow", "very slow"])
      }
    if (kind < 93) return { what: "journal", accident: pick(["lost answer", "refused"]) }
    if (kind < 97) return { what: "outage", seconds: pick([2, 20, 50]) }
    return { what: "foreign", component: component(), id: id(), part: 1 + integer(6) }
  })
}
