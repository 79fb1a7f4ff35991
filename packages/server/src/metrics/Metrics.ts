/**
 * What Prometheus is told: one registry for each application. What there is (backups, schedules, findings) is read when somebody asks, at most every few
 * seconds, so that it is true after a restart and the same on every replica; what happened is counted as it happens.
 */
import type { Call } from "@camunda-backup/core"
import { Option } from "effect"
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client"
import type { Runtime } from "../http/answer.ts"
import { backupGauges } from "./backupGauges.ts"
import type { Validity } from "../access/certificateValidity.ts"
import { certificateGauges } from "./certificateGauges.ts"
import { counterBridge } from "./counterBridge.ts"
import { healthGauges } from "./healthGauges.ts"
import { leaseGauge } from "./leaseGauge.ts"
import { scheduleGauges } from "./scheduleGauges.ts"

/** Where requests to Elasticsearch are told, which begin before there is anybody who asks. */
export interface Calls {
  readonly onCall: (call: Call) => void
  readonly histogram: Histogram<"action" | "outcome">
}

/** From half a millisecond to the time that a snapshot is waited for. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

const outcomeOf = (status: number | null): string =>
  status === null ? "none" : `${Math.floor(status / 100)}xx`

/** The requests to Elasticsearch, counted from the first one. */
export const makeCalls = (): Calls => {
  const histogram = new Histogram({
    name: "camunda_backup_elasticsearch_request_duration_seconds",
    help: "Requests to Elasticsearch, by what they do and the class of their status; none: no answer came.",
    labelNames: ["action", "outcome"] as const,
    buckets,
    registers: []
  })
  return {
    histogram,
    onCall: ({ action, millis, status }) =>
      histogram.observe({ action, outcome: outcomeOf(status) }, millis / 1000)
  }
}

export interface RegistryOptions {
  readonly calls: Calls
  /** The one that is served now. Unless it is given: there is no TLS. */
  readonly certificate?: () => Option.Option<Validity>
  /** With the metrics of Node and its process, of which there is one. */
  readonly process: boolean
  readonly version: string
}

/** A registry in which everything is. */
export const makeRegistry = (
  runtime: Runtime,
  { calls, certificate = Option.none, process, version }: RegistryOptions
): Registry => {
  const register = new Registry()
  if (process) collectDefaultMetrics({ register })
  const build = new Gauge({
    name: "camunda_backup_build_info",
    help: "1, with the version of camunda-backup.",
    labelNames: ["version"],
    registers: []
  })
  build.set({ version }, 1)
  const all = [
    build,
    calls.histogram,
    ...backupGauges(runtime),
    ...healthGauges(runtime),
    ...scheduleGauges(runtime),
    leaseGauge(runtime),
    ...counterBridge(runtime),
    ...certificateGauges(certificate)
  ]
  for (const metric of all) register.registerMetric(metric)
  return register
}
