import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { buildInstallation } from "../../src/installation/buildInstallation.ts"
import { compareInstallations, compareTemplates } from "../../src/installation/compareInstallations.ts"
import { deleteInstallation } from "../../src/installation/deleteInstallation.ts"
import type { Installation } from "../../src/installation/describeInstallation.ts"
import { type InstallationContent, readInstallation } from "../../src/installation/readInstallation.ts"
import { readTemplates } from "../../src/installation/readTemplates.ts"
import { registerRepository } from "../../src/installation/registerRepository.ts"
import { expectOk } from "../../src/installation/request.ts"
import {
  type ElasticsearchForTests,
  elasticsearchForTests
} from "../../src/launcher/elasticsearchForTests.ts"

describe.each(["8.19.21", "9.5.3"])("an installation in Elasticsearch %s", (version) => {
  let server: ElasticsearchForTests
  let built: Installation
  let before: InstallationContent
  beforeAll(async () => {
    server = await elasticsearchForTests(version)
    // More than one page of documents in each index, so that reading by pages is what is tested.
    built = await buildInstallation(server.url, { documentsPerIndex: 230, optionalIndices: true })
    before = await readInstallation(server.url)
  }, 300_000)
  afterAll(() => server.stop())

  it("is read as it was described, every source exact", () => {
    const described = built.indices.map(({ name, documents }) => [
      name,
      Object.fromEntries([...documents].map(({ id, source }) => [id, source]))
    ])
    expect(Object.keys(before)).toHaveLength(built.indices.length)
    expect(
      Object.fromEntries(Object.entries(before).map(([name, { documents }]) => [name, documents]))
    ).toEqual(Object.fromEntries(described))
  })

  it("is the same after a snapshot, a deletion and a restore", async () => {
    const location = `${server.repositoryPath}/proof`
    await registerRepository(server.url, "proof", { type: "fs", settings: { location } })
    await expectOk(server.url, "PUT", "/_snapshot/proof/all?wait_for_completion=true")
    const deleted = await deleteInstallation(server.url)
    expect(deleted.toSorted()).toEqual(built.indices.map(({ name }) => name).toSorted())
    expect(await readInstallation(server.url)).toEqual({})
    await expectOk(
      server.url,
      "POST",
      "/_snapshot/proof/all/_restore?wait_for_completion=true",
      '{"indices":"operate-*,tasklist-*","feature_states":["none"]}'
    )
    expect(compareInstallations(before, await readInstallation(server.url))).toEqual([])
  })

  it("is not the same after one document of thousands was changed", async () => {
    const [index] = built.indices
    const [document] = index?.documents ?? []
    const source = document?.source.replace("9223372036854775807", "9223372036854775806") ?? ""
    await expectOk(server.url, "PUT", `/${index?.name}/_doc/${document?.id}`, source)
    const differences = compareInstallations(before, await readInstallation(server.url))
    expect(differences).toEqual([expect.stringContaining(`document ${document?.id} was`)])
  })

  it("refuses to be built a second time over the first", async () => {
    await expect(buildInstallation(server.url)).rejects.toThrow("resource_already_exists_exception")
  })

  it("is the same after a restore in place when it is varied, but that everything is open", async () => {
    const prefixes = { operate: "varied-operate", tasklist: "varied-tasklist" }
    const varied = await buildInstallation(server.url, { varied: true, documentsPerIndex: 2, prefixes })
    const before = await readInstallation(server.url, { prefixes })
    const templates = await readTemplates(server.url, ["varied-", "operate-common", "tasklist-common"])
    await expectOk(
      server.url,
      "PUT",
      "/_snapshot/proof/varied?wait_for_completion=true",
      '{"indices":"varied-*","expand_wildcards":"all","feature_states":["none"]}'
    )
    await deleteInstallation(server.url, { prefixes })
    await expectOk(
      server.url,
      "POST",
      "/_snapshot/proof/varied/_restore?wait_for_completion=true",
      '{"feature_states":["none"]}'
    )
    const closed = varied.indices.filter(({ open }) => !open).map(({ name }) => name)
    expect(compareInstallations(before, await readInstallation(server.url, { prefixes }))).toEqual(
      closed.toSorted().map((name) => `${name}: its status was close and is open`)
    )
    const after = await readTemplates(server.url, ["varied-", "operate-common", "tasklist-common"])
    expect(compareTemplates(templates, after)).toEqual([])
  }, 300_000)
})
