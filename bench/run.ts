/**
 * `npm run bench [-- --quick] [-- --only get,paced,list,create,start,cli,aggregate,emulator,tui]`: compares the built server with bare calls to the same real
 * Elasticsearch in the same run, prints a table, and puts it at the top of bench/RESULTS.md (`--quick` only prints).
 */
import { readFileSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { parseArgs } from "node:util"
import { againstElasticsearch } from "./againstElasticsearch.ts"
import { aggregate } from "./aggregate.ts"
import { commandLine } from "./commandLine.ts"
import { commandLineList } from "./commandLineList.ts"
import { type Row, table } from "./Row.ts"
import { start } from "./start.ts"
import { terminalUi } from "./terminalUi.ts"

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string", default: "get,paced,list,create,start,cli,aggregate,emulator,tui" },
    /** Where the filled Elasticsearch is kept between runs. */
    directory: { type: "string", default: path.join(os.homedir(), ".cache", "camunda-backup", "bench") }
  }
})
const only = new Set(values.only.split(","))
const version = "8.19.21"
const backups = values.quick ? 600 : 10_000
const turns = values.quick ? 0.2 : 1

const rows: Array<Row> = []

if (only.has("aggregate")) rows.push(...aggregate())
if (only.has("tui")) rows.push(...(await terminalUi(Math.ceil(300 * turns))))
if (only.has("start")) rows.push(...(await start(Math.ceil(15 * turns))))
if (only.has("cli")) {
  rows.push(...(await commandLine(Math.ceil(15 * turns))))
  rows.push(...(await commandLineList(backups, Math.ceil(5 * turns))))
}
if (["get", "create", "paced", "list", "emulator"].some((x) => only.has(x)))
  rows.push(
    ...(await againstElasticsearch({
      only,
      version,
      directory: `${values.directory}-${backups}`,
      backups,
      turns
    }))
  )

const head = `## ${new Date().toISOString().slice(0, 10)}, ${os.cpus().length} cores of ${os.cpus()[0]?.model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, Elasticsearch ${version}`
process.stdout.write(`\n${head}\n\n${table(rows)}\n`)
if (!values.quick && only.size === 9) {
  const file = new URL("./RESULTS.md", import.meta.url)
  const title = "# Results\n\nMedians, and medians of the ratios of pairs in one run. Newest first.\n"
  const before = readFileSync(file, "utf8").replace(title, "")
  writeFileSync(file, `${title}\n${head}\n\n${table(rows)}\n${before}`)
}
