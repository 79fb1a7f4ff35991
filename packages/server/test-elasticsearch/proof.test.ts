/**
 * The proof that what we call a backup is one: taken by the built server, restored by Elasticsearch's own API as Camunda's guide says,
 * compared document by document.
 */
import { Component } from "@camunda-backup/core"
import {
  buildInstallation,
  compareInstallations,
  deleteInstallation,
  describeInstallation,
  type InstallationOptions,
  readInstallation
} from "@camunda-backup/testkit/installation"
import { describe, expect, it, onTestFinished } from "vitest"
import { elasticsearch } from "../test/harness/Backend.ts"
import { create, send } from "../test/harness/http.ts"
import { notFound } from "../test/harness/problems.ts"
import { type RealBackend, realBackend, versions } from "../test/harness/realBackend.ts"
import { isState, until } from "../test/harness/until.ts"
import { startBuiltServer } from "./harness/builtServer.ts"
import { camundaParts } from "./harness/camundaParts.ts"
import { restoreInOrder, type StoredSnapshot, storedSnapshots } from "./harness/storedSnapshots.ts"

const small: InstallationOptions = {}

const large: InstallationOptions = {
  prefixes: { operate: "acme-operate", tasklist: "acme-tasklist" },
  documentsPerIndex: 220,
  optionalIndices: true
}

/** One index of `large` gets this many: many pages of every reader. */
const many = { index: "acme-operate-variable-8.3.0_", documents: 3000 }

const partNumbers = [1, 2, 3, 4, 5, 6]

const pathOf = (component: Component.Component) => `/${component}/actuator/backups`

const namesOf = (component: Component.Component, id: bigint) =>
  partNumbers.map((part) => `${Component.snapshotPrefix(component)}${id}_8.7.2_part_${part}_of_6`)

/** Makes `large`, the index with many documents included. */
const buildLarge = async (backend: RealBackend): Promise<void> => {
  const options = { ...large, documentsPerIndex: many.documents }
  const { indices } = describeInstallation(options)
  const { documents } = indices.find(({ name }) => name === many.index) ?? { documents: [] }
  const lines = [...documents].map(({ id, source }) => `{"index":{"_id":"${id}"}}\n${source}\n`)
  await buildInstallation(backend.url, large)
  await elasticsearch(backend, "POST", `/${many.index}/_bulk?refresh=true`, lines.join(""))
}

/** Takes both components at the same time, through the actuator paths, until both are COMPLETED. */
const takeBoth = async (url: string, id: bigint): Promise<void> => {
  const taken = Component.all.map(async (component) => {
    const path = pathOf(component)
    const posted = await create(url, path, id)
    expect([posted.status, posted.text]).toEqual([
      200,
      JSON.stringify({ scheduledSnapshots: namesOf(component, id) })
    ])
    const shown = await until(() => send(url, "GET", `${path}/${id}`), isState("COMPLETED"), 60_000)
    expect(shown.text).toContain(`{"backupId":${id},"state":"COMPLETED","failureReason":null,`)
    expect(shown.json).toMatchObject({
      details: namesOf(component, id).map((snapshotName) => ({
        snapshotName,
        state: "SUCCESS",
        failures: []
      }))
    })
  })
  await Promise.all(taken)
}

/** Names, metadata, and the indices of each part, against Camunda's tables and against what there was. */
const checkParts = (
  component: Component.Component,
  id: bigint,
  stored: ReadonlyArray<StoredSnapshot>,
  prefix: string,
  existing: ReadonlyArray<string>
): void => {
  expect(stored.map((x) => x.snapshot)).toEqual(namesOf(component, id))
  expect(stored.map((x) => x.indices.toSorted())).toEqual(camundaParts(component, prefix, existing))
  expect(stored.flatMap((x) => x.indices).toSorted()).toEqual(existing)
  const attempt = stored[0]?.metadata.attempt
  expect(attempt).toMatch(/^[0-9a-f]{32}$/)
  for (const [at, part] of stored.entries()) {
    expect(part).toMatchObject({
      state: "SUCCESS",
      failures: [],
      include_global_state: true,
      feature_states: []
    })
    expect(part.metadata).toEqual({
      backupId: id,
      version: "8.7.2",
      partNo: at + 1,
      partCount: 6,
      attempt
    })
  }
}

/** What happens after the backup and must not be there any more after the restore. Returns the differences it makes. */
const goOnWorking = async (backend: RealBackend, prefix: string): Promise<number> => {
  const index = `${prefix}-list-view-8.3.0_`
  const dated = `${index}2024-12-31`
  const { body } = await elasticsearch(backend, "GET", `/${index}/_search?size=1`)
  const [hit] = (body as { readonly hits: { readonly hits: ReadonlyArray<{ readonly _id: string }> } }).hits
    .hits
  const changes = [
    await elasticsearch(backend, "PUT", `/${index}/_doc/late?refresh=true`, { id: "late" }),
    await elasticsearch(backend, "DELETE", `/${index}/_doc/${hit?._id}?refresh=true`),
    await elasticsearch(backend, "PUT", `/${dated}`, {})
  ]
  expect(changes.map((x) => x.status)).toEqual([201, 200, 200])
  return changes.length
}

describe.each(versions)("Elasticsearch %s", (version) => {
  const makeBackend = realBackend(version, small)

  /** The whole proof; returns how many documents each index had that was compared. */
  const prove = async (
    options: InstallationOptions,
    id: bigint
  ): Promise<Readonly<Record<string, number>>> => {
    const backend = await makeBackend()
    const prefixes = Component.record(
      (component) => options.prefixes?.[component] ?? Component.defaultIndexPrefix(component)
    )
    const repository = await backend.newRepository()
    const before = await readInstallation(backend.url, options)
    const existing = Component.record((component) =>
      Object.keys(before).filter((name) => name.startsWith(`${prefixes[component]}-`))
    )
    const server = await startBuiltServer({
      CAMUNDA_BACKUP_ELASTICSEARCH_URL: backend.url,
      CAMUNDA_BACKUP_REPOSITORY: repository,
      CAMUNDA_BACKUP_OPERATE_INDEXPREFIX: prefixes.operate,
      CAMUNDA_BACKUP_TASKLIST_INDEXPREFIX: prefixes.tasklist
    })
    onTestFinished(async () => {
      await server.end("SIGKILL", 5000)
    })
    const { url } = server

    await takeBoth(url, id)
    const stored = await storedSnapshots(backend, repository)
    const storedOf = (component: Component.Component) =>
      stored.filter((x) => x.snapshot.startsWith(Component.snapshotPrefix(component)))
    for (const component of Component.all)
      checkParts(component, id, storedOf(component), prefixes[component], existing[component])
    expect(stored).toHaveLength(12)

    const changes = await goOnWorking(backend, prefixes.operate)
    const changed = await readInstallation(backend.url, options)
    expect(compareInstallations(before, changed)).toHaveLength(changes)
    const deleted = await deleteInstallation(backend.url, options)
    expect(deleted).toEqual(Object.keys(changed))
    expect(await readInstallation(backend.url, options)).toEqual({})

    const restored = await restoreInOrder(
      backend,
      repository,
      Component.all.flatMap((component) => namesOf(component, id))
    )
    expect(restored).toEqual(
      Component.all.flatMap(storedOf).map(({ indices }) => ({ indices: indices.toSorted(), failedShards: 0 }))
    )
    expect(compareInstallations(before, await readInstallation(backend.url, options))).toEqual([])

    for (const component of Component.all) {
      const path = pathOf(component)
      for (const query of ["", "?verbose=false"]) {
        const listed = await send(url, "GET", `${path}${query}`)
        expect(listed.text).toContain(`[{"backupId":${id},"state":"COMPLETED","failureReason":null,`)
        expect(listed.json).toHaveLength(1)
      }
      const gone = await send(url, "DELETE", `${path}/${id}`)
      expect([gone.status, gone.text]).toEqual([204, ""])
      const left = await storedSnapshots(backend, repository)
      expect(left.filter((x) => x.snapshot.startsWith(Component.snapshotPrefix(component)))).toEqual([])
      notFound(await send(url, "GET", `${path}/${id}`))
      expect((await send(url, "GET", path)).text).toBe("[]")
    }
    expect(await storedSnapshots(backend, repository)).toEqual([])
    expect(server.logs.filter((x) => x["level"] !== "info")).toEqual([])
    expect(await server.end("SIGTERM", 10_000)).toEqual({ code: 0, signal: null })
    return Object.fromEntries(
      Object.entries(before).map(([name, { documents }]) => [name, Object.keys(documents).length])
    )
  }

  it("brings back every document of Operate and Tasklist", async () => {
    const counts = Object.values(await prove(small, 9007199254740993n))
    expect(counts).toEqual(Array.from({ length: 61 }, () => 20))
  })

  it("brings back thousands of documents, with other prefixes and the optional index", async () => {
    await buildLarge(await makeBackend())
    const counts = await prove(large, 1_732_300_000n)
    expect(counts).toMatchObject({ "acme-operate-metadata-8.8.0_": 220, [many.index]: many.documents })
    expect(new Set(Object.values(counts))).toEqual(new Set([220, many.documents]))
  })
})
