/** What is compared with bare calls to the same real Elasticsearch. It is started once for all of them, and its data are kept between runs. */
import { buildInstallation, registerRepository } from "@camunda-backup/testkit/installation"
import { startElasticsearch } from "@camunda-backup/testkit/launcher"
import { Client } from "@elastic/elasticsearch"
import { startBuiltServer } from "./builtServer.ts"
import { createBackup } from "./createBackup.ts"
import { emulatorLoad } from "./emulatorLoad.ts"
import { fillRepository } from "./fillRepository.ts"
import { getBackup } from "./getBackup.ts"
import { listBackups } from "./listBackups.ts"
import { pacedReads } from "./pacedReads.ts"
import type { Row } from "./Row.ts"

interface Wanted {
  readonly only: ReadonlySet<string>
  readonly version: string
  /** Where the filled Elasticsearch is kept between runs. */
  readonly directory: string
  readonly backups: number
  readonly turns: number
}

export const againstElasticsearch = async ({
  only,
  version,
  directory,
  backups,
  turns
}: Wanted): Promise<ReadonlyArray<Row>> => {
  const elasticsearch = await startElasticsearch({
    version,
    directory,
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
  return rows
}
