/** The commands end to end over real Elasticsearch: through the built server, and by themselves. */
import { buildInstallation, registerRepository } from "@camunda-backup/testkit/installation"
import { elasticsearchForTests } from "@camunda-backup/testkit/launcher"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type BuiltServer, startBuiltServer } from "../test/harness/builtServer.ts"
import { runCli } from "../test/runCli.ts"

const versions = (process.env["ELASTICSEARCH_VERSIONS"] ?? "8.19.21,9.5.3").split(",")

const namesOf = (component: string, id: number): ReadonlyArray<string> =>
  [1, 2, 3, 4, 5, 6].map((part) => `camunda_${component}_${id}_8.7.2_part_${part}_of_6`)

describe.each(versions)("Elasticsearch %s", (version) => {
  let elasticsearch: Awaited<ReturnType<typeof elasticsearchForTests>>
  let server: BuiltServer
  let environment: Readonly<Record<string, string>>
  const repository = "cli"

  beforeAll(async () => {
    elasticsearch = await elasticsearchForTests(version)
    await buildInstallation(elasticsearch.url, { documentsPerIndex: 2 })
    await registerRepository(elasticsearch.url, repository, {
      type: "fs",
      settings: { location: `${elasticsearch.repositoryPath}/${repository}` }
    })
    environment = {
      CAMUNDA_BACKUP_ELASTICSEARCH_URL: elasticsearch.url,
      CAMUNDA_BACKUP_REPOSITORY: repository,
      CAMUNDA_BACKUP_CAMUNDA_VERSION: "8.7.2"
    }
    server = await startBuiltServer([], environment)
  })
  afterAll(async () => {
    await server.end()
    await elasticsearch.stop()
  })

  const stored = async (): Promise<ReadonlyArray<string>> => {
    const reply = await fetch(`${elasticsearch.url}/_snapshot/${repository}/*?verbose=false`)
    const { snapshots } = (await reply.json()) as { snapshots: ReadonlyArray<{ snapshot: string }> }
    return snapshots.map((x) => x.snapshot).toSorted()
  }

  it.each([
    ["through the server", 7, () => `--server ${server.url}`],
    ["--direct", 8, () => "--direct"]
  ])("%s: plan, create, wait, look, delete", async (_, id, target) => {
    const cli = (words: string) => runCli(`${words} ${target()}`, { environment })
    const all = [...namesOf("operate", id), ...namesOf("tasklist", id)]
    expect(await cli(`create ${id} --dry-run -o name`)).toMatchObject({ code: 0, out: `${all.join("\n")}\n` })
    expect(await stored()).toEqual([])

    expect(await cli(`create ${id} --wait --refresh 50ms`)).toMatchObject({ code: 0, out: `${id}\n` })
    expect(await stored()).toEqual(all)
    expect(await cli(`create ${id}`)).toMatchObject({ code: 5, out: "" })
    expect(await cli("list -o name")).toMatchObject({ code: 0, out: `${id}\n` })
    expect((await cli("status")).out).toContain(`last good backup   ${id}, `)
    const { out } = await cli("get latest-good --json")
    expect(JSON.parse(out)).toMatchObject({
      backups: [
        { component: "operate", state: "COMPLETED" },
        { component: "tasklist", state: "COMPLETED" }
      ]
    })

    expect(await cli(`delete ${id} --dry-run -o name`)).toMatchObject({ code: 0, out: `${all.join("\n")}\n` })
    expect(await stored()).toEqual(all)
    expect(await cli(`delete ${id} --yes`)).toMatchObject({ code: 0, out: "" })
    expect(await stored()).toEqual([])
    expect(await cli(`get ${id}`)).toMatchObject({ code: 4, out: "" })
  })
})
