import { BackupState } from "@camunda-backup/core"
import { Effect } from "effect"
import { Gauge, type Metric } from "prom-client"
import type { Runtime } from "../http/answer.ts"
import { type BackupFacts, backupFacts, type ComponentFacts } from "./backupFacts.ts"
import { remembered } from "../remembered.ts"

/** Scrapes of two Prometheus servers and of one that is eager cost Elasticsearch one read. */
const rememberedMillis = 5000

/** Below the ten seconds that Prometheus waits for a scrape unless it is told otherwise. */
const readWithin = "8 seconds"

type Value = (x: ComponentFacts) => number | boolean | null

const ofComponents: ReadonlyArray<readonly [name: string, help: string, value: Value]> = [
  [
    "last_success_timestamp_seconds",
    "When the newest COMPLETED backup began; what happened later is not in it.",
    (x) => x.lastSuccess
  ],
  ["last_success_duration_seconds", "How long that backup took.", (x) => x.lastSuccessSeconds],
  ["last_success_size_bytes", "What its snapshots refer to.", (x) => x.lastSuccessBytes],
  ["last_verified_timestamp_seconds", "When a drill last proved a backup.", (x) => x.lastVerified],
  [
    "last_success_verified",
    "1: the newest COMPLETED backup was proved by a drill.",
    (x) => x.lastSuccessIsVerified
  ],
  ["newest_failed", "1: the newest backup that ended did not complete.", (x) => x.newestFailed],
  ["running", "1: a backup is being taken.", (x) => x.running],
  ["progress_ratio", "Parts of it that are done, from 0 to 1.", (x) => x.progress],
  ["stalled", "1: it makes no progress (CAMUNDA_BACKUP_STALL_AFTER).", (x) => x.stalled]
]

/** `null` is no sample: a number would be read as one. */
const set = (gauge: Gauge<"component">, component: string, value: ReturnType<Value>): void => {
  if (value !== null) gauge.set({ component }, Number(value))
}

/** Gauges of what there is. While it cannot be read they keep what was read last, and `camunda_backup_read_success` is 0. */
export const backupGauges = (runtime: Runtime): ReadonlyArray<Metric> => {
  let last: BackupFacts | null = null
  const { read } = remembered(rememberedMillis, () =>
    runtime.runPromise(Effect.option(Effect.timeout(backupFacts(), readWithin))).then((found) => {
      if (found._tag === "Some") last = found.value
      return { isFresh: found._tag === "Some", facts: last }
    })
  )
  const facts = async (): Promise<ReadonlyArray<ComponentFacts>> => (await read()).facts?.components ?? []
  const readSuccess = new Gauge({
    name: "camunda_backup_read_success",
    help: "1: what there is could be read for this answer; 0: the gauges of backups are older, or missing.",
    registers: [],
    async collect() {
      this.set(Number((await read()).isFresh))
    }
  })
  const lastComplete = new Gauge({
    name: "camunda_backup_last_complete_timestamp_seconds",
    help: "When the newest id began that is COMPLETED in every component, to which a restore would go back.",
    registers: [],
    async collect() {
      this.reset()
      const { facts: found } = await read()
      if (found !== null && found.lastComplete !== null) this.set(found.lastComplete)
      else this.remove()
    }
  })
  const count = new Gauge({
    name: "camunda_backup_backups",
    help: "Backups, by component and state.",
    labelNames: ["component", "state"] as const,
    registers: [],
    async collect() {
      this.reset()
      for (const { component, states } of await facts())
        for (const state of BackupState.all) this.set({ component, state }, states[state])
    }
  })
  const others = ofComponents.map(
    ([name, help, value]) =>
      new Gauge({
        name: `camunda_backup_${name}`,
        help,
        labelNames: ["component"] as const,
        registers: [],
        async collect() {
          this.reset()
          for (const x of await facts()) set(this, x.component, value(x))
        }
      })
  )
  return [readSuccess, lastComplete, count, ...others]
}
