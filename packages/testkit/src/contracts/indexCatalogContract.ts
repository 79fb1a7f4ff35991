/** What every `IndexCatalog` does alike. */
import { IndexCatalog } from "@camunda-backup/core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { StoreWorld } from "./StoreWorld.ts"

export const indexCatalogContract = (name: string, makeWorld: () => Promise<StoreWorld>): void => {
  describe(`IndexCatalog over ${name}`, () => {
    let world: StoreWorld
    beforeAll(async () => {
      world = await makeWorld()
      await world.putIndex("k-one", ["k-all", "other-all"])
      await world.putIndex("k-two", ["k-all"])
      await world.putIndex("kk-three")
    })
    afterAll(() => world?.close())

    const list = (prefix: string) =>
      world.runtime.runPromise(IndexCatalog.use((catalog) => catalog.list(prefix)))

    it("lists the indices of a prefix, and of no longer one", async () => {
      const { indices } = await list("k")
      expect(indices.map((x) => x.name).toSorted()).toEqual(["k-one", "k-two"])
      expect(indices.some((x) => x.hidden)).toBe(false)
    })

    it("lists the aliases of the prefix with the indices behind them", async () => {
      const { aliases } = await list("k")
      expect(aliases.map((x) => [x.name, [...x.indices].toSorted()])).toEqual([["k-all", ["k-one", "k-two"]]])
    })

    it("is empty for a prefix without indices", async () => {
      expect(await list("nothing")).toEqual({ indices: [], aliases: [] })
    })
  })
}
