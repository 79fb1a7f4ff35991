/** What every `Recovery` does alike, with what `Indices` tells of it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { restoreScene } from "./restoreScene.ts"
import type { StoreWorld } from "./StoreWorld.ts"

export const recoveryContract = (name: string, makeWorld: () => Promise<StoreWorld>): void => {
  describe(`Recovery over ${name}`, () => {
    let world: StoreWorld
    let repository: string
    let scene: ReturnType<typeof restoreScene>
    let snapshot: Awaited<ReturnType<typeof scene.take>>
    beforeAll(async () => {
      world = await makeWorld()
      scene = restoreScene(world)
      repository = await world.newRepository()
      await world.putIndex("v-one", ["v-alias"])
      await world.putIndex("v-two")
      await world.fill("v-one", 12)
      snapshot = await scene.take(repository, 1n, ["v-one", "v-two"])
    })
    afterAll(() => world?.close())

    it("tells what snapshots hold, by name, in the order asked for", async () => {
      const empty = await scene.take(repository, 2n, ["-*"])
      const found = await scene.recovery((port) => port.content(repository, [empty, snapshot]))
      expect(found.map((x) => [x.name, x.indices.map((index) => [index.name, index.shards])])).toEqual([
        [empty, []],
        [
          snapshot,
          [
            ["v-one", 1],
            ["v-two", 1]
          ]
        ]
      ])
      expect(found[1]?.indices[0]?.bytes).toBeGreaterThan(0)
      expect(found[1]?.indices[0]?.files).toBeGreaterThan(0)
      expect(new Set(found.map((x) => x.uuid)).size).toBe(2)
    })

    it("says which snapshot is missing, and which repository", async () => {
      const absent = "camunda_operate_99_8.7.2_part_1_of_6" as typeof snapshot
      const missing = await scene.refused((port) => port.content(repository, [snapshot, absent]))
      expect(missing).toMatchObject({ _tag: "StoreRejected", status: 404 })
      expect(missing.message).toContain(absent)
      expect(await scene.refused((port) => port.content("nowhere", [snapshot]))).toMatchObject({
        _tag: "RepositoryMissing",
        repository: "nowhere"
      })
    })

    it("restores under another name on trial: marked, blocked, without aliases, with what was in it", async () => {
      const request = scene.restoreOf(repository, snapshot, ["v-one", "v-two"], {
        namePrefix: "trial-1.v_",
        trial: true
      })
      expect(await scene.recovery((port) => port.restore(request))).toEqual({ _tag: "Accepted" })
      const restored = ["trial-1.v_v-one", "trial-1.v_v-two"]
      const shards = await scene.ended(restored)
      expect(shards.map((x) => [x.index, x.shard, x.state, x.reason])).toEqual(
        restored.map((x) => [x, 0, "started", null])
      )
      for (const { recovered } of shards) {
        expect(recovered).toMatchObject({ snapshot })
        expect(recovered?.bytes).toBe(recovered?.totalBytes)
        expect(recovered?.files).toBe(recovered?.totalFiles)
      }
      expect(shards[0]?.recovered?.bytes).toBeGreaterThan(0)
      const [content] = await scene.recovery((port) => port.content(repository, [snapshot]))
      expect(shards.map((x) => [x.recovered?.totalBytes, x.recovered?.totalFiles])).toEqual(
        content?.indices.map((x) => [x.bytes, x.files])
      )
      const found = await scene.indices((port) => port.look([...restored, "v-one"]))
      expect(found.map((x) => [x.name, x.mark, x.blocks, x.documents])).toEqual([
        ["trial-1.v_v-one", scene.mark, ["write"], 12],
        ["trial-1.v_v-two", scene.mark, ["write"], 0],
        ["v-one", null, [], 12]
      ])
      const [restoredCount, count] = await scene.indices((port) => port.counts(["trial-1.v_v-one", "v-one"]))
      expect({ ...restoredCount, name: "v-one" }).toEqual(count)
      const [restoredShape, shape] = await scene.indices((port) => port.shapes(["trial-1.v_v-one", "v-one"]))
      expect(restoredShape?.aliases).toEqual([])
      expect(restoredShape?.mapping).toBe(shape?.mapping)
      expect(restoredShape?.settings).toEqual(shape?.settings)
    })

    it("restores under another name to stay: without aliases and lifecycle policy, so that nobody takes the copy for the original", async () => {
      const request = scene.restoreOf(repository, snapshot, ["v-one"], { namePrefix: "copy-of-" })
      await scene.recovery((port) => port.restore(request))
      await scene.ended(["copy-of-v-one"])
      expect(await scene.indices((port) => port.shapes(["copy-of-v-one"]))).toMatchObject([{ aliases: [] }])
      const [original] = await scene.indices((port) => port.shapes(["v-one"]))
      expect(original?.aliases?.map((x) => x.name)).toEqual(["v-alias"])
      expect(await scene.indices((port) => port.look(["v-alias"]))).toMatchObject([{ kind: "alias" }])
    })

    it("restores in place, with aliases, and releases what it made", async () => {
      await world.putIndex("v-place", ["v-place-alias"])
      await world.fill("v-place", 3)
      const taken = await scene.take(repository, 3n, ["v-place"])
      const [before] = await scene.indices((port) => port.shapes(["v-place"]))
      await scene.indices((port) => port.delete(["v-place"]))
      await scene.recovery((port) => port.restore(scene.restoreOf(repository, taken, ["v-place"])))
      await scene.ended(["v-place"])
      const [after] = await scene.indices((port) => port.shapes(["v-place"]))
      expect({ ...after, uuid: before?.uuid, writeBlocked: false }).toEqual(before)
      expect(after?.uuid).not.toBe(before?.uuid)
      expect(await scene.indices((port) => port.look(["v-place"]))).toMatchObject([
        { mark: scene.mark, blocks: ["write"], documents: 3 }
      ])
      await scene.indices((port) => port.release(["v-none", "v-place"]))
      expect(await scene.indices((port) => port.look(["v-place"]))).toMatchObject([
        { mark: null, blocks: [] }
      ])
      await scene.indices((port) => port.release(["v-place"]))
      await scene.indices((port) => port.release(["v-none"]))
    })

    it("closes what it made, which can be released closed, and with its write block", async () => {
      await world.putIndex("v-shut")
      const taken = await scene.take(repository, 4n, ["v-shut"])
      await scene.indices((port) => port.delete(["v-shut"]))
      await scene.recovery((port) => port.restore(scene.restoreOf(repository, taken, ["v-shut"])))
      await scene.ended(["v-shut"])
      await scene.indices((port) => port.close(["v-none", "v-shut"]))
      await scene.indices((port) => port.close(["v-shut"]))
      const looked = () => scene.indices((port) => port.look(["v-shut"]))
      expect(await looked()).toMatchObject([{ open: false, mark: scene.mark, blocks: ["write"] }])
      await scene.indices((port) => port.release(["v-shut"], ["write"]))
      expect(await looked()).toMatchObject([{ open: false, mark: null, blocks: ["write"] }])
      expect(await scene.indices((port) => port.shapes(["v-shut"]))).toMatchObject([
        { closed: true, writeBlocked: true }
      ])
      // Whose it is nobody knows now.
      await scene.indices((port) => port.release(["v-shut"]))
      expect(await looked()).toMatchObject([{ open: false, blocks: ["write"] }])
    })

    it("refuses what stands in the way, and changes nothing", async () => {
      const before = await scene.indices((port) => port.look(["v-one", "v-alias"]))
      const over = (index: string, namePrefix = "") =>
        scene.refused((port) => port.restore(scene.restoreOf(repository, snapshot, [index], { namePrefix })))
      expect(await over("v-one")).toMatchObject({
        _tag: "StoreRejected",
        type: "snapshot_restore_exception",
        reason: expect.stringContaining("open index with same name already exists")
      })
      await world.putIndex("v-behind", ["taken-v-two"])
      expect(await over("v-two", "taken-")).toMatchObject({
        _tag: "StoreRejected",
        type: "invalid_index_name_exception"
      })
      expect(await over("v-absent")).toMatchObject({
        _tag: "StoreRejected",
        type: "index_not_found_exception"
      })
      for (const inexact of ["v-*", "*", "-v-two", "_all"])
        expect(await over(inexact, "inexact-")).toMatchObject({ _tag: "StoreRejected", status: 400 })
      expect(await scene.indices((port) => port.under("inexact-"))).toEqual([])
      expect(await scene.indices((port) => port.look(["v-one", "v-alias"]))).toEqual(before)
    })

    it("tells of started shards that nothing was restored, and nothing of what is not there", async () => {
      expect(await scene.recovery((port) => port.shards(["v-none", "v-one"]))).toEqual([
        { index: "v-one", shard: 0, state: "started", reason: null, recovered: null }
      ])
      expect(await scene.recovery((port) => port.shards([]))).toEqual([])
      const many = Array.from({ length: 300 }, (_, i) => `v-none-of-these-${i}`)
      const found = await scene.recovery((port) => port.shards(["v-two", ...many, "v-one"]))
      expect(found.map((x) => x.index)).toEqual(["v-two", "v-one"])
    })

    it("sees nothing run where nothing runs", async () => {
      expect(await scene.recovery((port) => port.running)).toEqual([])
    })
  })
}
