/** What every `Recovery` tells of a snapshot whose files are damaged. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { restoreScene } from "./restoreScene.ts"
import type { DamageableWorld } from "./StoreWorld.ts"

export const damageContract = (name: string, makeWorld: () => Promise<DamageableWorld>): void => {
  describe(`Recovery from damaged files over ${name}`, () => {
    let world: DamageableWorld
    beforeAll(async () => {
      world = await makeWorld()
    })
    afterAll(() => world?.close())

    it("accepts a restore, and says which shard failed and why", async () => {
      const scene = restoreScene(world)
      const repository = await world.newRepository()
      await world.putIndex("w-sound")
      await world.putIndex("w-damaged")
      await world.fill("w-sound", 50)
      await world.fill("w-damaged", 50)
      const snapshot = await scene.take(repository, 1n, ["w-sound", "w-damaged"])
      await world.damage(repository, "w-damaged")
      const request = scene.restoreOf(repository, snapshot, ["w-sound", "w-damaged"], {
        namePrefix: "copy-",
        trial: true
      })
      expect(await scene.recovery((port) => port.restore(request))).toEqual({ _tag: "Accepted" })
      const [damaged, sound] = await scene.ended(["copy-w-damaged", "copy-w-sound"])
      expect(sound).toMatchObject({ state: "started", reason: null, recovered: { snapshot } })
      expect(damaged).toMatchObject({ state: "failed", recovered: null })
      expect(damaged?.reason).toContain("verification failed")
      expect(damaged?.reason).not.toContain("\n")
      const found = await scene.indices((port) => port.look(["copy-w-damaged", "copy-w-sound"]))
      expect(found.map((x) => [x.mark, x.documents])).toEqual([
        [scene.mark, null],
        [scene.mark, 50]
      ])
      expect((await scene.indices((port) => port.counts(["copy-w-damaged", "copy-w-sound"]))).length).toBe(1)
      expect(await scene.recovery((port) => port.running)).toEqual([])
      await scene.indices((port) => port.delete(["copy-w-damaged", "copy-w-sound"]))
    })
  })
}
