import { Component, componentScope, Lease, type LeaseSeen, Settings } from "@camunda-backup/core"
import { Effect, Option } from "effect"
import { Gauge, type Metric } from "prom-client"
import type { Runtime } from "../http/answer.ts"
import { remembered } from "../remembered.ts"

const rememberedMillis = 5000

const readWithin = "8 seconds"

interface Held {
  readonly component: Component.Component
  readonly owner: string
  readonly value: 0 | 1
}

/** `none`: nobody has it. 0: whoever had it is silent or gave it up, and what it did is still to be finished by another. */
export const leaseSample = ({
  owner,
  silent,
  state
}: Pick<LeaseSeen, "owner" | "silent" | "state">): Option.Option<Omit<Held, "component">> =>
  state === "finished" ? Option.none() : Option.some({ owner, value: state === "held" && !silent ? 1 : 0 })

const heldNow = Effect.gen(function* () {
  const { repository } = yield* Settings.Settings
  const lease = yield* Lease
  if (Option.isNone(repository)) return []
  const all = yield* Effect.forEach(
    Component.all,
    (component) =>
      Effect.map(lease.look(componentScope({ repository: repository.value, component })), (seen) =>
        Option.map(Option.flatMap(seen, leaseSample), (x): Held => ({ component, ...x }))
      ),
    { concurrency: "unbounded" }
  )
  return all.flatMap(Option.toArray)
})

/** Who holds the right to write of each component: one series for each at most, none where nobody does or it cannot be read. */
export const leaseGauge = (runtime: Runtime): Metric => {
  const held = remembered(rememberedMillis, () =>
    runtime.runPromise(
      Effect.map(
        Effect.option(Effect.timeout(heldNow, readWithin)),
        Option.getOrElse((): ReadonlyArray<Held> => [])
      )
    )
  )
  return new Gauge({
    name: "camunda_backup_lease_held",
    help: "1: this replica (owner) has the right to write for the component; 0: it is silent or gave it up, and another has to finish.",
    labelNames: ["component", "owner"] as const,
    registers: [],
    async collect() {
      this.reset()
      for (const { component, owner, value } of await held.read()) this.set({ component, owner }, value)
    }
  })
}
