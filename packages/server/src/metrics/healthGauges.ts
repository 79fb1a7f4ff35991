import { Check, Finding } from "@camunda-backup/core"
import { Effect, Option } from "effect"
import { Gauge, type Metric } from "prom-client"
import type { Runtime } from "../http/answer.ts"
import { remembered } from "../remembered.ts"

/** A check asks Elasticsearch for a lot; what it finds changes slowly. */
const rememberedMillis = 60_000

const checkWithin = "8 seconds"

/** Of what `check` finds, each by its name and severity, so that an alert can say what. Their names are few and known. */
export const healthGauges = (runtime: Runtime): ReadonlyArray<Metric> => {
  const { read } = remembered(rememberedMillis, () =>
    runtime.runPromise(Check.use(({ run }) => Effect.option(Effect.timeout(run, checkWithin))))
  )
  const success = new Gauge({
    name: "camunda_backup_check_success",
    help: "1: the check could be made within its time.",
    registers: [],
    async collect() {
      this.set(Number(Option.isSome(await read())))
    }
  })
  const findings = new Gauge({
    name: "camunda_backup_check_findings",
    help: "Findings of the check, by severity, what was looked at, and component (all: of no component alone).",
    labelNames: ["severity", "what", "component"] as const,
    registers: [],
    async collect() {
      this.reset()
      const report = await read()
      if (Option.isNone(report)) return
      for (const { component, severity, what } of report.value.findings)
        if (severity === "error" || severity === "warning")
          this.inc({ severity, what, component: component ?? "all" }, 1)
    }
  })
  const worst = new Gauge({
    name: "camunda_backup_check_worst",
    help: `The worst severity found: ${Finding.severities.map((x, i) => `${i} ${x}`).join(", ")}.`,
    registers: [],
    async collect() {
      const report = await read()
      if (Option.isSome(report)) this.set(Finding.severities.indexOf(Finding.worst(report.value.findings)))
      else this.remove()
    }
  })
  return [success, findings, worst]
}
