/** The ports of a restore over real servers, and what only real servers can show of them: damaged files, and nodes that may take nothing. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { damageContract } from "../../src/contracts/damageContract.ts"
import { type Damage, damageRepository } from "../../src/contracts/damageRepository.ts"
import { elasticsearchWorld } from "../../src/contracts/elasticsearchWorld.ts"
import { indicesContract } from "../../src/contracts/indicesContract.ts"
import { recoveryContract } from "../../src/contracts/recoveryContract.ts"
import { restoreScene } from "../../src/contracts/restoreScene.ts"
import { slowRestoreContract } from "../../src/contracts/slowRestoreContract.ts"
import { elasticsearchForTests } from "../../src/index.ts"
import { expectOk } from "../../src/installation/request.ts"

describe.each(["8.19.21", "9.5.3"])("Elasticsearch %s", (version) => {
  let server: ReturnType<typeof elasticsearchForTests> | undefined
  afterAll(async () => (await server)?.stop())

  const realWorld = async () => {
    const { url, repositoryPath } = await (server ??= elasticsearchForTests(version))
    const location = `${repositoryPath}/`
    return {
      ...elasticsearchWorld(url, location, () => Promise.resolve()),
      url,
      damage: (repository: string, index: string, damage?: Damage) =>
        damageRepository(`${location}${repository}`, index, damage)
    }
  }

  indicesContract("a real server", realWorld)
  recoveryContract("a real server", realWorld)
  damageContract("a real server", realWorld)
  slowRestoreContract("a real server", realWorld)

  describe("Recovery over a real server", () => {
    let world: Awaited<ReturnType<typeof realWorld>>
    let scene: ReturnType<typeof restoreScene>
    beforeAll(async () => {
      world = await realWorld()
      scene = restoreScene(world)
      await world.putIndex("x-index")
      await world.fill("x-index", 20)
    })
    afterAll(async () => {
      await exclude(null)
      await world.close()
    })

    const exclude = (nodes: string | null) =>
      expectOk(
        world.url,
        "PUT",
        "/_cluster/settings",
        JSON.stringify({ persistent: { "cluster.routing.allocation.exclude._name": nodes } })
      )

    const scenes: ReadonlyArray<readonly [Damage, reason: string]> = [
      ["data changed", "CorruptIndexException"],
      ["data cut off", "CorruptIndexException"],
      ["data gone", "NoSuchFileException"],
      ["list changed", "failed to read shard snapshot file"],
      ["list gone", "is missing"]
    ]

    it.each(scenes)("gives up a shard whose %s, and says why in one line", async (damage, reason) => {
      const repository = await world.newRepository()
      const snapshot = await scene.take(repository, 1n, ["x-index"])
      await world.damage(repository, "x-index", damage)
      await scene.recovery((port) =>
        port.restore(scene.restoreOf(repository, snapshot, ["x-index"], { namePrefix: "given-up-" }))
      )
      const [shard] = await scene.ended(["given-up-x-index"])
      expect(shard).toMatchObject({ state: "failed", recovered: null })
      expect(shard?.reason).toContain(reason)
      expect(shard?.reason).not.toMatch(/\n|\tat /)
      await scene.indices((port) => port.delete(["given-up-x-index"]))
    })

    it.each(scenes.filter(([damage]) => damage.startsWith("list")))(
      "cannot tell what a snapshot holds whose %s, and names it",
      async (damage) => {
        const repository = await world.newRepository()
        const sound = await scene.take(repository, 1n, ["-*"])
        const snapshot = await scene.take(repository, 2n, ["x-index"])
        await world.damage(repository, "x-index", damage)
        const error = await scene.refused((port) => port.content(repository, [sound, snapshot]))
        expect(error._tag).toBe("StoreRejected")
        expect(error.message).toContain(snapshot)
      }
    )

    it("gives up a shard that no node may take, says why, and never takes it up again", async () => {
      const repository = await world.newRepository()
      const snapshot = await scene.take(repository, 1n, ["x-index"])
      await exclude("*")
      await scene.recovery((port) =>
        port.restore(scene.restoreOf(repository, snapshot, ["x-index"], { namePrefix: "unplaced-" }))
      )
      const [shard] = await scene.ended(["unplaced-x-index"])
      await exclude(null)
      expect(shard).toMatchObject({ state: "unplaced", recovered: null })
      expect(shard?.reason).toContain("cluster.routing.allocation.exclude")
      expect(await scene.recovery((port) => port.running)).toEqual([])
      const [later] = await scene.recovery((port) => port.shards(["unplaced-x-index"]))
      expect(later?.state).toBe("unplaced")
      await scene.indices((port) => port.delete(["unplaced-x-index"]))
    })

    it("restores nothing from a snapshot that is gone", async () => {
      const repository = await world.newRepository()
      const snapshot = await scene.take(repository, 1n, ["x-index"])
      await expectOk(world.url, "DELETE", `/_snapshot/${repository}/${snapshot}`)
      const error = await scene.refused((port) =>
        port.restore(scene.restoreOf(repository, snapshot, ["x-index"], { namePrefix: "late-" }))
      )
      expect(error).toMatchObject({ _tag: "StoreRejected", type: "snapshot_restore_exception" })
      expect(await scene.indices((port) => port.under("late-"))).toEqual([])
    })

    it("releases what carries archived settings of its own, too", async () => {
      const repository = await world.newRepository()
      const snapshot = await scene.take(repository, 1n, ["x-index"])
      const body = JSON.stringify({
        indices: ["x-index"],
        rename_pattern: "(.+)",
        rename_replacement: "old-$1",
        index_settings: {
          "index.camunda_backup_restore": scene.mark,
          "index.blocks.write": true,
          "index.of_an_older_version": "1"
        }
      })
      await expectOk(
        world.url,
        "POST",
        `/_snapshot/${repository}/${snapshot}/_restore?wait_for_completion=true`,
        body
      )
      await scene.indices((port) => port.release(["old-x-index"]))
      expect(await scene.indices((port) => port.look(["old-x-index"]))).toMatchObject([
        { mark: null, blocks: [] }
      ])
    })

    it("leaves a block alone that is not of a restore", async () => {
      await world.putIndex("x-blocked", ["x-led"])
      await expectOk(world.url, "PUT", "/x-blocked/_block/write")
      await scene.indices((port) => port.release(["x-blocked", "x-led"]))
      expect(await scene.indices((port) => port.look(["x-blocked"]))).toMatchObject([{ blocks: ["write"] }])
    })

    it("keeps the mark while an index is closed and opened", async () => {
      const repository = await world.newRepository()
      const snapshot = await scene.take(repository, 1n, ["x-index"])
      const request = scene.restoreOf(repository, snapshot, ["x-index"], { namePrefix: "kept-" })
      await scene.recovery((port) => port.restore(request))
      await scene.ended(["kept-x-index"])
      await world.closeIndex("kept-x-index")
      expect(await scene.indices((port) => port.look(["kept-x-index"]))).toMatchObject([
        { open: false, mark: scene.mark, blocks: ["write"], documents: null }
      ])
      await scene.indices((port) => port.release(["kept-x-index"]))
      expect(await scene.indices((port) => port.look(["kept-x-index"]))).toMatchObject([
        { open: false, mark: null, blocks: [] }
      ])
    })

    it("tells after a restart that what had started proves nothing any more, and what had not is lost", async () => {
      const repository = await world.newRepository()
      await world.putIndex("y-small")
      await world.putIndex("y-large")
      await world.fill("y-small", 5)
      await world.fill("y-large", 300)
      const snapshot = await scene.take(repository, 1n, ["y-small", "y-large"])
      const from = (index: string) =>
        scene.recovery((port) =>
          port.restore(scene.restoreOf(repository, snapshot, [index], { namePrefix: "cut-", trial: true }))
        )
      await from("y-small")
      await scene.ended(["cut-y-small"])
      await world.slowRestores(repository)
      await from("y-large")
      const { process: running } = await (server ??= elasticsearchForTests(version))
      if (running === undefined)
        throw new Error("A server that can be killed is needed: unset ELASTICSEARCH_URL.")
      await running.kill()
      await running.restart()
      const [small, large] = await scene.ended(["cut-y-small", "cut-y-large"])
      expect(small).toEqual({
        index: "cut-y-small",
        shard: 0,
        state: "started",
        reason: null,
        recovered: null
      })
      expect(large).toMatchObject({ state: "lost", recovered: null })
      expect(await scene.recovery((port) => port.running)).toEqual([])
      const found = await scene.indices((port) => port.look(["cut-y-small", "cut-y-large"]))
      expect(found.map((x) => [x.mark, x.blocks])).toEqual([
        [scene.mark, ["write"]],
        [scene.mark, ["write"]]
      ])
    })

    it("tells the templates of a prefix as they could be put again", async () => {
      const put = (path: string, body: unknown) => expectOk(world.url, "PUT", path, JSON.stringify(body))
      const component = { template: { settings: { index: { number_of_shards: "2" } } }, version: 3 }
      const template = {
        index_patterns: ["tt-index_*"],
        composed_of: ["tt-component"],
        template: { aliases: { "tt-alias": {} }, mappings: { dynamic: "strict" } },
        priority: 7
      }
      await put("/_component_template/tt-component", component)
      await put("/_index_template/tt-template", template)
      await put("/_index_template/other-template", { index_patterns: ["t-*"] })
      const found = await scene.indices((port) => port.templates("tt-", null))
      expect(found.indexTemplates.map((x) => [x.name, JSON.parse(x.body)])).toEqual([
        ["tt-template", template]
      ])
      expect(found.componentTemplates.map((x) => [x.name, JSON.parse(x.body)])).toEqual([
        ["tt-component", component]
      ])
      expect(found.policies).toEqual([])
      expect(await scene.indices((port) => port.lifecycle)).toBe(false)
      for (const { body, name } of found.indexTemplates)
        await expectOk(world.url, "PUT", `/_index_template/${name}`, body)
      expect(await scene.indices((port) => port.templates("tt-", null))).toEqual(found)
      await expectOk(world.url, "DELETE", "/_index_template/tt-template,other-template")
      await expectOk(world.url, "DELETE", "/_component_template/tt-component")
    })
  })
})
