import { Metric } from "effect"
import { Counter, type Metric as Shown } from "prom-client"
import type { Runtime } from "../http/answer.ts"

/** The counters of the core, and their labels; other counters of libraries stay where they are. */
const known: ReadonlyArray<readonly [name: string, help: string, labels: ReadonlyArray<string>]> = [
  [
    "camunda_backup_attempts_ended_total",
    "Attempts that ended in this process, by component and how they ended.",
    ["component", "end"]
  ],
  ["camunda_backup_deletions_total", "Backups that this process deleted.", ["component"]],
  ["camunda_backup_takeovers_total", "Attempts that this process took over from another.", ["component"]]
]

/** Shows the core's own counters with everything else. */
export const counterBridge = (runtime: Runtime): ReadonlyArray<Shown> => {
  return known.map(
    ([name, help, labels]) =>
      new Counter({
        name,
        help,
        labelNames: [...labels],
        registers: [],
        async collect() {
          this.reset()
          for (const x of await runtime.runPromise(Metric.snapshot))
            if (x.id === name && x.type === "Counter")
              this.inc(
                Object.fromEntries(labels.map((label) => [label, x.attributes?.[label] ?? ""])),
                Number(x.state.count)
              )
        }
      })
  )
}
