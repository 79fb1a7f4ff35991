/** What every `Recovery` tells while shards are being copied. */
import { Effect, Schedule } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { restoreScene } from "./restoreScene.ts"
import type { SlowableWorld } from "./StoreWorld.ts"

export const slowRestoreContract = (name: string, makeWorld: () => Promise<SlowableWorld>): void => {
  describe(`Recovery that takes a while over ${name}`, () => {
    let world: SlowableWorld
    beforeAll(async () => {
      world = await makeWorld()
    })
    afterAll(() => world?.close())

    it("tells of shards that wait and are copied, of the restore that runs, and of none when they are deleted", async () => {
      const scene = restoreScene(world)
      const repository = await world.newRepository()
      await world.putIndex("s-large")
      await world.fill("s-large", 300)
      const snapshot = await scene.take(repository, 1n, ["s-large"])
      await world.slowRestores(repository)
      const request = scene.restoreOf(repository, snapshot, ["s-large"], { namePrefix: "slow-", trial: true })
      expect(await scene.recovery((port) => port.restore(request))).toEqual({ _tag: "Accepted" })
      const running = await scene.recovery((port) => port.running)
      expect(running).toEqual([{ what: "restore", name: "slow-s-large", repository }])
      const copied = await scene.recovery((port) =>
        port.shards(["slow-s-large"]).pipe(
          Effect.repeat({
            until: (shards) => shards[0]?.recovered !== null && shards[0]?.state !== "waiting",
            schedule: Schedule.spaced("50 millis")
          }),
          Effect.timeout("10 seconds")
        )
      )
      expect(copied).toMatchObject([{ state: "copying", reason: null, recovered: { snapshot } }])
      const { bytes = 0, totalBytes = 0 } = copied[0]?.recovered ?? {}
      expect(bytes).toBeLessThan(totalBytes)
      expect(await scene.indices((port) => port.counts(["slow-s-large"]))).toEqual([])
      expect(await scene.indices((port) => port.look(["slow-s-large"]))).toMatchObject([
        { open: true, mark: scene.mark, blocks: ["write"], documents: null, bytes: null }
      ])
      await scene.indices((port) => port.delete(["slow-s-large"]))
      expect(await scene.recovery((port) => port.shards(["slow-s-large"]))).toEqual([])
      expect(await scene.recovery((port) => port.running)).toEqual([])
    })
  })
}
