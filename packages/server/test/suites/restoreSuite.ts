/** Restores and drills over `/api/v1`: what they do, and what they refuse without having changed anything. */
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { type Backend, elasticsearch } from "../harness/Backend.ts"
import { create, json, send } from "../harness/http.ts"
import type { TestSettings } from "../harness/server.ts"
import { type BlockedRow, blockedRows } from "./restoreRows.ts"
import { type RestoreBody, restoreScene, type Scene } from "./restoreScene.ts"

const bodyOf = (text: string) => JSON.parse(text) as RestoreBody

/** Status and body. */
const refusalOf = <B extends Backend>({ refusal, words }: BlockedRow<B>): readonly [number, unknown] =>
  refusal ?? [409, expect.objectContaining({ code: "restore-refused", detail: expect.stringMatching(words) })]

export const restoreSuite = <B extends Backend>(
  backendOf: () => Promise<B>,
  rows: ReadonlyArray<BlockedRow<B>> = []
): void => {
  let backend: B
  let scenes: Array<Scene<B>>
  beforeEach(async () => {
    backend = await backendOf()
    scenes = []
  })
  afterEach(async () => {
    for (const scene of scenes) {
      await scene.server.close()
      await scene.clean()
    }
    await backend.close()
  })
  const begin = async (settings?: TestSettings): Promise<Scene<B>> => {
    const scene = await restoreScene(backend, settings)
    scenes.push(scene)
    await scene.backUp()
    return scene
  }

  describe("a drill", () => {
    it("proves a backup, leaves nothing behind, and is seen in the verifications", async () => {
      const scene = await begin()
      const before = await scene.indices()
      const started = await scene.start({ target: "drill" })
      expect(started.status, started.text).toBe(202)
      const { how } = await scene.ended(bodyOf(started.text).id)
      expect(how).toBe("Completed")
      expect(await scene.indices()).toEqual(before)
      const { json: found } = await send(scene.server.url, "GET", "/api/v1/verifications?component=operate")
      expect(found).toMatchObject({ verifications: [{ backupId: "1", result: "verified" }] })
    })

    it("takes a sample within a limit of bytes, and says so", async () => {
      const scene = await begin()
      const started = await scene.start({ target: "drill", maxBytes: 1000, seed: "one" })
      expect((await scene.ended(bodyOf(started.text).id)).how).toBe("Completed")
      const { json: found } = await send(scene.server.url, "GET", "/api/v1/verifications?component=operate")
      const [one] = (found as { verifications: ReadonlyArray<{ indices: number; ofIndices: number }> })
        .verifications
      expect(one?.indices).toBeLessThan(one?.ofIndices ?? 0)
      // A sample proves too little to delete anything by.
      expect((await scene.plan()).proof._tag).toBe("DrillFirst")
    })
  })

  describe("a restore in place", () => {
    it("brings back what was backed up, and deletes what was not in it only after the plan said so", async () => {
      const scene = await begin()
      await scene.ask("POST", `/${scene.some}/_doc/b?refresh=true`, { key: 2 })
      await scene.ask("PUT", `/${scene.prefix}-made-later`)
      const plan = await scene.plan()
      expect(plan.doomed.filter((x) => !x.inBackup).map((x) => x.name)).toEqual([
        `${scene.prefix}-made-later`
      ])
      const started = await scene.start()
      expect(started.status, started.text).toBe(202)
      const { how, restore } = await scene.ended(bodyOf(started.text).id)
      expect(how).toBe("Completed")
      expect(restore.transitions.map((x) => x.event._tag)).toEqual([
        "Compared",
        "Dropped",
        "DeletesBegun",
        "Compared",
        "Ended"
      ])
      expect(await scene.ask("GET", `/${scene.some}/_count`)).toMatchObject({ count: 1 })
      expect((await scene.indices()).join()).not.toContain("made-later")
      // Open for writes again, and without the mark.
      await scene.ask("POST", `/${scene.some}/_doc?refresh=true`, { key: 3 })
      expect(JSON.stringify(await scene.ask("GET", `/${scene.some}/_settings`))).not.toContain(
        "camunda_backup"
      )
    })

    it("keeps what was not in the backup when it is asked to", async () => {
      const scene = await begin()
      await scene.ask("PUT", `/${scene.prefix}-made-later`)
      const plan = await scene.plan({ others: "keep" })
      expect(plan.staying).toEqual([`${scene.prefix}-made-later`])
      const started = await scene.start({ others: "keep" })
      expect((await scene.ended(bodyOf(started.text).id)).how).toBe("Completed")
      expect((await scene.indices()).join()).toContain("made-later")
    })

    it("puts templates back that are gone or changed when it is asked to, and touches no other", async () => {
      const scene = await begin()
      const at = (kind: string, name: string) => `/_${kind}_template/${scene.prefix}_${name}`
      const put = (kind: string, name: string, body: unknown) => scene.ask("PUT", at(kind, name), body)
      const read = async () =>
        JSON.parse(
          JSON.stringify([
            await scene.ask("GET", at("component", "base")),
            await scene.ask("GET", at("index", "gone")),
            await scene.ask("GET", at("index", "changed"))
          ]).replaceAll(/,?"(created|modified)_date(_millis)?":("[^"]*"|\d+)/g, "")
        ) as unknown
      try {
        await put("component", "base", { template: { mappings: { dynamic: "strict" } } })
        for (const name of ["gone", "changed"])
          await put("index", name, {
            index_patterns: [`${scene.prefix}-${name}-*`],
            composed_of: [`${scene.prefix}_base`],
            priority: 5
          })
        const captured = await read()
        await scene.backUp(2)
        await scene.ask("DELETE", at("index", "gone"))
        await put("index", "changed", { index_patterns: [`${scene.prefix}-changed-*`] })
        await put("index", "mine", { index_patterns: [`${scene.prefix}-mine-*`] })
        const more = { backupId: "2", templates: "restore" }
        const { templates } = await scene.plan(more)
        expect(templates.map((x) => `${x.kind} ${x.name} ${x.now}`)).toEqual([
          `index template ${scene.prefix}_changed differs`,
          `index template ${scene.prefix}_gone missing`
        ])
        expect((await scene.plan({ backupId: "2" })).templates).toEqual([])
        const started = await scene.start(more)
        expect(started.status, started.text).toBe(202)
        const { how, restore } = await scene.ended(bodyOf(started.text).id)
        expect(how).toBe("Completed")
        expect(restore.transitions.map((x) => x.event._tag).slice(-3)).toEqual([
          "Compared",
          "TemplatesPut",
          "Ended"
        ])
        expect(await read()).toEqual(captured)
        expect(await scene.ask("GET", at("index", "mine"))).toMatchObject({ index_templates: [{}] })
        expect((await scene.plan(more)).templates).toEqual([])
      } finally {
        for (const name of ["gone", "changed", "mine"])
          await elasticsearch(backend, "DELETE", at("index", name))
        await elasticsearch(backend, "DELETE", at("component", "base"))
      }
    })

    it("is refused when a template is another one than the plan said", async () => {
      const scene = await begin()
      const at = `/_index_template/${scene.prefix}_one`
      try {
        await scene.ask("PUT", at, { index_patterns: [`${scene.prefix}-one-*`] })
        await scene.backUp(2)
        const more = { backupId: "2", templates: "restore" }
        const { digest } = await scene.plan(more)
        await scene.ask("DELETE", at)
        const body = scene.question({ digest, ...more })
        const reply = await send(scene.server.url, "POST", "/api/v1/restores", { headers: json, body })
        expect([reply.status, reply.json]).toEqual([
          409,
          expect.objectContaining({ code: "restore-plan-changed" })
        ])
      } finally {
        await elasticsearch(backend, "DELETE", at)
      }
    })

    it("takes templates for a restore in place alone", async () => {
      const scene = await begin()
      for (const target of [{ target: "drill" }, { target: "into", prefix: "copy-" }]) {
        const body = scene.question({ ...target, templates: "restore" })
        expect(
          (await send(scene.server.url, "POST", "/api/v1/restores/plan", { headers: json, body })).status
        ).toBe(400)
      }
    })

    it("deletes a closed index of the plan before it restores it", async () => {
      const scene = await begin()
      await scene.ask("POST", `/${scene.some}/_close`)
      expect((await scene.plan()).doomed).toContainEqual(
        expect.objectContaining({ name: scene.some, open: false })
      )
      const started = await scene.start()
      expect((await scene.ended(bodyOf(started.text).id)).how).toBe("Completed")
      expect(await scene.ask("GET", `/${scene.some}/_count`)).toMatchObject({ count: 1 })
    })

    it("closes again what was closed at the backup, and blocks again what was blocked", async () => {
      const scene = await restoreScene(backend)
      scenes.push(scene)
      const [closed, both] = [`${scene.prefix}-metric-8.3.0_`, `${scene.prefix}-user-1.2.0_`]
      const blocks = (on: string) => scene.ask("GET", `/${on}/_settings/index.blocks.*?flat_settings=true`)
      for (const name of [scene.some, both])
        await scene.ask("PUT", `/${name}/_settings`, { "index.blocks.write": true })
      for (const name of [closed, both]) await scene.ask("POST", `/${name}/_close`)
      const blocked = await blocks(scene.some)
      await scene.backUp()
      await scene.ask("PUT", `/${scene.some}/_settings`, { "index.blocks.write": null })
      await scene.ask("POST", `/${closed}/_open`)
      const started = await scene.start()
      expect((await scene.ended(bodyOf(started.text).id)).how).toBe("Completed")
      expect((await scene.indices()).filter((x) => x.endsWith(" close")).map((x) => x.split(" ")[0])).toEqual(
        [closed, both]
      )
      expect(await blocks(scene.some)).toEqual(blocked)
      expect(await blocks(both)).toMatchObject({ [both]: { settings: { "index.blocks.write": "true" } } })
      expect(await blocks(closed)).toEqual({})
    })

    it("blocks again whatever was blocked, however", async () => {
      const scene = await restoreScene(backend)
      scenes.push(scene)
      const named = (part: string): string => `${scene.prefix}-${part}`
      const blocked: ReadonlyArray<readonly [index: string, blocks: ReadonlyArray<string>]> = [
        [named("list-view-8.3.0_"), ["read_only"]],
        [named("event-8.3.0_"), ["read_only_allow_delete"]],
        [named("batch-operation-1.0.0_"), ["write", "read_only"]],
        [named("decision-instance-8.3.0_"), ["metadata"]],
        [scene.some, ["read"]],
        [named("metric-8.3.0_"), ["metadata", "read_only"]],
        [named("user-1.2.0_"), ["read_only"]]
      ]
      const closed = [named("metric-8.3.0_"), named("user-1.2.0_")]
      const set = async (on: true | null): Promise<void> => {
        for (const [index, blocks] of blocked)
          await scene.ask(
            "PUT",
            `/${index}/_settings`,
            Object.fromEntries(blocks.toReversed().map((x) => [`index.blocks.${x}`, on]))
          )
      }
      // The only way to read of an index that does not let its metadata be read.
      const blocks = (): Promise<unknown> =>
        scene.ask(
          "GET",
          `/_cluster/state/metadata/${blocked.map(([index]) => index).join()}?filter_path=metadata.indices.*.settings.index.blocks,metadata.indices.*.state&expand_wildcards=all`
        )
      for (const index of closed) await scene.ask("POST", `/${index}/_close`)
      await set(true)
      try {
        const before = await blocks()
        await scene.backUp()
        await set(null)
        expect(await blocks()).not.toEqual(before)
        const started = await scene.start()
        expect(started.status, started.text).toBe(202)
        const { how, reason } = await scene.ended(bodyOf(started.text).id)
        expect([how, reason]).toEqual(["Completed", ""])
        expect(await blocks()).toEqual(before)
      } finally {
        await set(null)
      }
    })

    it("is compared with what a drill brought back, and says so, when the journal is lost", async () => {
      const scene = await begin()
      const blocked = `${scene.prefix}-event-8.3.0_`
      const readOnly = (on: true | null) =>
        scene.ask("PUT", `/${blocked}/_settings`, { "index.blocks.read_only": on })
      await readOnly(true)
      try {
        await scene.backUp(2)
        await readOnly(null)
        await scene.ask("DELETE", `/journal-${scene.prefix}`)
        const of = { backupId: "2" }
        const manifest = async () => {
          const plan = await scene.plan(of)
          return plan.findings.find((x) => x.what === "restore-manifest")
        }
        expect(await manifest()).toMatchObject({ severity: "warning" })
        const drill = await scene.start({ ...of, target: "drill" })
        expect((await scene.ended(bodyOf(drill.text).id)).how).toBe("Completed")
        expect(await manifest()).toMatchObject({
          severity: "ok",
          symptom: expect.stringContaining("not what was seen when the backup was taken")
        })
        await scene.ask("POST", `/${scene.some}/_doc/b?refresh=true`, { key: 2 })
        const started = await scene.start(of)
        const { how, restore } = await scene.ended(bodyOf(started.text).id)
        expect([how, restore.transitions.map((x) => x.event._tag)]).toEqual([
          "Completed",
          ["DeletesBegun", "Compared", "Ended"]
        ])
        expect(restore.transitions[1]?.event.comparison?.notCompared).toEqual([
          expect.stringMatching(/^Anything with the time of the backup: a drill made the manifest at /)
        ])
        expect(await scene.ask("GET", `/${scene.some}/_count`)).toMatchObject({ count: 1 })
        expect(
          await scene.ask("GET", `/${blocked}/_settings/index.blocks.*?flat_settings=true`)
        ).toMatchObject({ [blocked]: { settings: { "index.blocks.read_only": "true" } } })
      } finally {
        await readOnly(null)
      }
    })

    it("is refused when the plan is not the one that was seen any more", async () => {
      const scene = await begin()
      const { digest } = await scene.plan()
      await scene.ask("DELETE", `/${scene.some}`)
      await scene.ask("PUT", `/${scene.some}`)
      const before = await scene.indices()
      const reply = await send(scene.server.url, "POST", "/api/v1/restores", {
        headers: json,
        body: scene.question({ digest })
      })
      expect([reply.status, reply.json]).toEqual([
        409,
        expect.objectContaining({ code: "restore-plan-changed" })
      ])
      expect(await scene.indices()).toEqual(before)
    })

    it("is refused without the digest of a plan", async () => {
      const scene = await begin()
      const before = await scene.indices()
      const reply = await send(scene.server.url, "POST", "/api/v1/restores", {
        headers: json,
        body: scene.question()
      })
      expect([reply.status, reply.json]).toEqual([
        409,
        expect.objectContaining({ code: "restore-plan-changed" })
      ])
      expect(await scene.indices()).toEqual(before)
    })
  })

  describe("a restore under other names", () => {
    it("leaves everything else as it is, and what it made stays", async () => {
      const scene = await begin()
      const before = await scene.indices()
      const started = await scene.start({ target: "into", prefix: "copy-" })
      expect((await scene.ended(bodyOf(started.text).id)).how).toBe("Completed")
      expect(await scene.indices()).toEqual(before)
      expect(await scene.ask("GET", `/copy-${scene.some}/_count`)).toMatchObject({ count: 1 })
    })
  })

  describe("beside a restore", () => {
    it("a backup of the component and a delete of the backup are refused, and the other way round", async () => {
      const scene = await begin({ watchWrites: "0 millis" })
      const started = await scene.start()
      const { id } = bodyOf(started.text)
      const at = "/operate/actuator/backups"
      const [created, deleted, again] = await Promise.all([
        create(scene.server.url, at, 2),
        send(scene.server.url, "DELETE", "/api/v1/backups/operate/1"),
        send(scene.server.url, "POST", "/api/v1/restores", { headers: json, body: scene.question() })
      ])
      expect([created.status, created.text]).toEqual([400, expect.stringContaining("is being restored")])
      expect([deleted.status, deleted.json]).toEqual([
        409,
        expect.objectContaining({ code: "restore-running" })
      ])
      expect([again.status, again.json]).toEqual([409, expect.objectContaining({ code: "restore-running" })])
      expect((await scene.ended(id)).how).toBe("Completed")
    })
  })

  describe("no restore is begun, and nothing is changed, when", () => {
    it.each([...blockedRows, ...rows].map((row) => [row.situation, row] as const))(
      "%s",
      async (_name, row) => {
        const scene = await begin()
        const undo = await row.make(scene)
        try {
          const before = await scene.indices()
          const plan = await scene.plan(row.question)
          expect(plan.findings).toContainEqual(
            expect.objectContaining({
              what: row.what,
              severity: "error",
              symptom: expect.stringMatching(row.words)
            })
          )
          const reply = await scene.start(row.question)
          expect([reply.status, reply.json]).toEqual(refusalOf(row))
          expect(await scene.indices()).toEqual(before)
        } finally {
          await undo?.()
        }
      }
    )
  })
}
