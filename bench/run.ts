/**
 * `npm run bench [-- --quick] [-- --only get,paced,list,create,start,cli,aggregate,emulator,tui]`: compares the built server with bare calls to the same real
 * Elasticsearch in the same run, prints a table, and puts it at the top of bench/RESULTS.md (`--quick` only prints).
 */
import { buildInstallation, registerRepository } from "@camunda-backup/testkit/installation"
import { startElasticsearch } from "@camunda-backup/testkit/launcher"
import { Client } from "@elastic/elasticsearch"
import { readFileSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { parseArgs } from "node:util"
import { aggregate } from "./aggregate.ts"
import { startBuiltServer } from "./builtServer.ts"
import { commandLine } from "./commandLine.ts"
import { commandLineList } from "./commandLineList.ts"
import { createBackup } from "./createBackup.ts"
import { emulatorLoad } from "./emulatorLoad.ts"
import { fillRepository } from "./fillRepository.ts"
import { getBackup } from "./getBackup.ts"
import { listBackups } from "./listBackups.ts"
import { pacedReads } from "./pacedReads.ts"
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

const elasticsearch = await startElasticsearch({
  version,
  directory: `${values.directory}-${backups}`,
  heap: "3g",
  // The launcher's quick compiler is for tests: a slower Elasticsearch would flatter our ratios.
  javaOptions: ["-XX:TieredStopAtLevel=4"]
})
const { url } = elasticsearch
const repository = (name: string) =>
  registerRepository(url, name, {
    type: "fs",
    settings: { location: `${elasticsearch.repositoryPath}/${name}` }
  })
const environment = (name: string) => ({
  CAMUNDA_BACKUP_ELASTICSEARCH_URL: url,
  CAMUNDA_BACKUP_REPOSITORY: name
})
const client = new Client({ node: url, maxRetries: 0 })
const rows: Array<Row> = []

if (only.has("aggregate")) rows.push(...aggregate())
if (only.has("tui")) rows.push(...(await terminalUi(Math.ceil(300 * turns))))
if (only.has("start")) rows.push(...(await start(Math.ceil(15 * turns))))
if (only.has("cli")) {
  rows.push(...(await commandLine(Math.ceil(15 * turns))))
  rows.push(...(await commandLineList(backups, Math.ceil(5 * turns))))
}
if (only.has("get") || only.has("create")) {
  const name = `small-${Date.now()}`
  await repository(name)
  const { status } = await fetch(`${url}/operate-list-view-8.3.0_`, { method: "HEAD" })
  if (status === 404) await buildInstallation(url, { documentsPerIndex: 2 })
  const server = await startBuiltServer(environment(name))
  if (only.has("create")) rows.push(...(await createBackup(server, client, name, Math.ceil(30 * turns))))
  if (only.has("get")) {
    await fetch(`${server.url}/operate/actuator/backups`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"backupId":7}'
    })
    rows.push(...(await getBackup(server, client, url, name, 7, Math.ceil(3000 * turns))))
  }
  await server.end()
}
if (only.has("paced")) {
  const name = `paced-${Date.now()}`
  await repository(name)
  await fillRepository(url, name, 30)
  rows.push(...(await pacedReads(environment(name), client, url, name, Math.ceil(100 * turns))))
}
if (only.has("list") || only.has("emulator")) {
  await repository("bench")
  process.stderr.write(`filling the repository with ${backups} backups, unless it is filled\n`)
  await fillRepository(url, "bench", backups)
  if (only.has("list"))
    rows.push(...(await listBackups(environment("bench"), client, "bench", backups, Math.ceil(15 * turns))))
  if (only.has("emulator")) rows.push(...(await emulatorLoad(url, "bench", backups, Math.ceil(15 * turns))))
}
await client.close()
await elasticsearch.stop()

const head = `## ${new Date().toISOString().slice(0, 10)}, ${os.cpus().length} cores of ${os.cpus()[0]?.model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, Elasticsearch ${version}`
process.stdout.write(`\n${head}\n\n${table(rows)}\n`)
if (!values.quick && only.size === 9) {
  const file = new URL("./RESULTS.md", import.meta.url)
  const title = "# Results\n\nMedians, and medians of the ratios of pairs in one run. Newest first.\n"
  const before = readFileSync(file, "utf8").replace(title, "")
  writeFileSync(file, `${title}\n${head}\n\n${table(rows)}\n${before}`)
}
