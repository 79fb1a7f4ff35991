// `npm run test:alerts`: the alert rules against their tests, and every query of the board, by Prometheus' own promtool.
import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { ensureInstalled, runs } from "./debian.mjs"

ensureInstalled([{ name: "prometheus", isThere: () => runs("promtool", "--version") }], "the alert rules")

const deploy = path.join(import.meta.dirname, "..", "deploy")
const rules = path.join(deploy, "prometheus", "camunda-backup.rules.yaml")
const tests = path.join(deploy, "prometheus", "camunda-backup.rules.test.yaml")

const queriesOf = (value) =>
  Array.isArray(value)
    ? value.flatMap(queriesOf)
    : typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, x]) =>
          key === "expr" && typeof x === "string" ? [x] : queriesOf(x)
        )
      : []

const board = queriesOf(JSON.parse(readFileSync(path.join(deploy, "grafana", "camunda-backup.json"), "utf8")))
const directory = mkdtempSync(path.join(tmpdir(), "camunda-backup-board-"))
const asRules = path.join(directory, "board.yaml")
const record = (expr, i) => ({
  record: `board:query${i}`,
  // What Grafana puts in.
  expr: expr.replaceAll("$__rate_interval", "5m").replaceAll("$__range", "1h")
})
// JSON is YAML.
writeFileSync(asRules, JSON.stringify({ groups: [{ name: "board", rules: board.map(record) }] }))

const promtool = (...args) => spawnSync("promtool", args, { stdio: "inherit" }).status === 0
const results = [
  [1, promtool("check", "rules", rules)],
  [readFileSync(tests, "utf8").match(/eval_time:/g)?.length ?? 0, promtool("test", "rules", tests)],
  [board.length, promtool("check", "rules", asRules)]
]
rmSync(directory, { recursive: true })
const sum = (wanted) => results.reduce((n, [count, ok]) => n + (ok === wanted ? count : 0), 0)
console.log(`\n${sum(true)} passed, ${sum(false)} failed, 0 skipped`)
if (sum(false) > 0) process.exit(1)
