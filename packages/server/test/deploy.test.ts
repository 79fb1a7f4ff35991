/** What is alerted on and drawn exists: the rules and the board name no metric that docs/metrics.md does not have. `npm run test:alerts` runs them. */
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8")

const documented = new Set(
  [...read("docs/metrics.md").matchAll(/^\| `(camunda_backup_\w+)` /gm)].map((x) => x[1])
)

/** A histogram is asked by its series. */
const metricOf = (series: string): string => series.replace(/_(bucket|count|sum)$/, "")

const namesOf = (path: string): ReadonlyArray<string> => [
  ...new Set([...read(path).matchAll(/\bcamunda_backup_\w+/g)].map(([x]) => metricOf(x)))
]

describe.each(["deploy/prometheus/camunda-backup.rules.yaml", "deploy/grafana/camunda-backup.json"])(
  "%s",
  (path) => {
    it("names metrics that there are", () => {
      const names = namesOf(path)
      expect(names.length).toBeGreaterThan(5)
      expect(names.filter((x) => !documented.has(x))).toEqual([])
    })
  }
)

const alerts = [...read("deploy/prometheus/camunda-backup.rules.yaml").matchAll(/- alert: (\w+)/g)].map(
  (x) => x[1]
)

it("docs/metrics.md says of every alert what to do, and of no other", () => {
  const told = [...read("docs/metrics.md").matchAll(/^\| `(CamundaBackup\w+)` /gm)].map((x) => x[1])
  expect(told).toEqual(alerts)
})

it("every alert has a test", () => {
  const tests = read("deploy/prometheus/camunda-backup.rules.test.yaml")
  expect(alerts.filter((x) => !tests.includes(`alertname: ${x}`))).toEqual([])
})
