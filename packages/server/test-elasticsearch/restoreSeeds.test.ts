/**
 * Seeded installations that are backed up, changed, and restored in place: every document, mapping, setting and alias is as at the backup, and
 * nothing beside it has moved. `CRASH_SEED` repeats a run, `CRASH_LONG=1` makes a hundred.
 */
import {
  buildInstallation,
  compareInstallations,
  compareTemplates,
  readInstallation,
  readTemplates,
  type SeededRandom,
  seededRandom
} from "@camunda-backup/testkit/installation"
import { beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { count, seed } from "../test-crash/harness/counts.ts"
import { elasticsearch } from "../test/harness/Backend.ts"
import { type RealBackend, realBackend, versions } from "../test/harness/realBackend.ts"
import { startServer } from "../test/harness/server.ts"
import { restoreClient } from "./harness/restoreClient.ts"
import { type Ask, asking } from "./seeds/ask.ts"
import { type Change, changes } from "./seeds/changes.ts"
import { type Seeded, seededInstallation, touchUp } from "./seeds/seededInstallation.ts"

interface CatRow {
  readonly index: string
  readonly uuid: string
  readonly status: string
}

const rowsOf = async (ask: Ask, pattern: string): Promise<ReadonlyArray<CatRow>> =>
  (await ask(
    "GET",
    `/_cat/indices/${pattern}?format=json&h=index,uuid,status&expand_wildcards=all&s=index`
  )) as ReadonlyArray<CatRow>

/** Open indices that can be written; the whole installation is never closed. */
const writable = async (ask: Ask, prefix: string): Promise<readonly [string, ...ReadonlyArray<string>]> => {
  const settings = (await ask(
    "GET",
    `/${prefix}-*/_settings?flat_settings=true&expand_wildcards=open,hidden`
  )) as Readonly<Record<string, { readonly settings: Readonly<Record<string, string>> }>>
  const names = Object.keys(settings).filter((x) => settings[x]?.settings["index.blocks.write"] !== "true")
  const [first, ...more] = names.toSorted()
  if (first === undefined) throw new Error(`Nothing of ${prefix} is open.`)
  return [first, ...more]
}

/** From three to eight, one after the other. */
const changeAll = async (ask: Ask, random: SeededRandom, prefix: string): Promise<ReadonlyArray<Change>> => {
  const chosen = Array.from({ length: 3 + random.integer(6) }, () => random.pick(changes))
  for (const { make } of chosen) {
    // oxlint-disable-next-line no-await-in-loop -- each finds what the one before has left
    await make(ask, random, { prefix, open: await writable(ask, prefix) })
  }
  return chosen
}

const remove = async (backend: RealBackend, { prefix }: Seeded, names: ReadonlyArray<string>) => {
  for (const name of names) await elasticsearch(backend, "DELETE", `/${name}`)
  await elasticsearch(backend, "DELETE", `/_index_template/${prefix}-*`)
}

describe.each(versions)(`Elasticsearch %s (CRASH_SEED=${seed})`, (version) => {
  const makeBackend = realBackend(version, { components: [] })
  let backend: RealBackend
  beforeAll(async () => {
    backend = await makeBackend()
  })

  it.each(Array.from({ length: count(3, 100) }, (_, nth) => nth))(
    "an installation comes back as it was backed up (%i)",
    async (nth) => {
      const random = seededRandom(`${seed} restore ${nth}`)
      const ask = asking(backend)
      const seeded = seededInstallation(random, String(nth))
      const { component, options, prefix } = seeded
      const repository = await backend.newRepository()
      // Its name begins as those of the installation do.
      const neighbour = `${prefix}x-list-view-8.3.0_`
      await ask("PUT", `/${neighbour}`, { settings: { number_of_replicas: 0 } })
      await buildInstallation(backend.url, options)
      const readOnly = await touchUp(ask, random, seeded, await writable(ask, prefix))
      const server = await startServer(backend.url, {
        repository,
        journalIndex: `journal-${repository}`,
        indexPrefixes: { operate: `none-${prefix}`, tasklist: `none-${prefix}`, [component]: prefix },
        watchWrites: "50 millis",
        masterTimeout: "500 millis"
      })
      onTestFinished(async () => {
        await server.close()
        const left = await rowsOf(ask, `${prefix}*,journal-${repository}`)
        // Restored as it was.
        if (left.some((x) => x.index === readOnly))
          await ask("PUT", `/${readOnly}/_settings`, { "index.blocks.read_only": null })
        await remove(
          backend,
          seeded,
          left.map((x) => x.index)
        )
      })
      const client = restoreClient(() => server.url, component)
      const before = await readInstallation(backend.url, options)
      await client.backUp(1)
      if (readOnly !== null) await ask("PUT", `/${readOnly}/_settings`, { "index.blocks.read_only": null })

      const made = await changeAll(ask, random, prefix)
      const beside = await rowsOf(ask, neighbour)
      const templates = await readTemplates(backend.url, [prefix])
      const plan = await client.plan()
      expect(plan.findings.filter((x) => x.severity === "error")).toEqual([])
      expect(plan.findings.find((x) => x.what === "restore-templates")?.severity).toBe(
        made.some((x) => x.ofTemplates) ? "warning" : "ok"
      )
      const { end } = await client.ended(await client.start())
      expect(end, made.map((x) => x.name).join()).toEqual({ _tag: "Completed" })

      expect(compareInstallations(before, await readInstallation(backend.url, options))).toEqual([])
      expect(compareTemplates(templates, await readTemplates(backend.url, [prefix]))).toEqual([])
      expect(await rowsOf(ask, neighbour)).toEqual(beside)
      expect(await rowsOf(ask, "drill-*")).toEqual([])
    }
  )
})
