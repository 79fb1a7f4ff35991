/** What every `Indices` does alike; the mark of a restore is in `recoveryContract`. */
import { Indices } from "@camunda-backup/core"
import { Effect } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { StoreWorld } from "./StoreWorld.ts"

type Port = Indices["Service"]

export const indicesContract = (name: string, makeWorld: () => Promise<StoreWorld>): void => {
  describe(`Indices over ${name}`, () => {
    let world: StoreWorld
    beforeAll(async () => {
      world = await makeWorld()
      await world.putIndex("i-one", ["i-alias"])
      await world.putIndex("i-two", ["i-alias"])
      await world.putIndex("i-closed")
      await world.fill("i-one", 7)
      await world.closeIndex("i-closed")
    })
    afterAll(() => world?.close())

    const succeed = <A, E>(use: (port: Port) => Effect.Effect<A, E>): Promise<A> =>
      world.runtime.runPromise(Indices.use(use))
    const fail = <A, E>(use: (port: Port) => Effect.Effect<A, E>): Promise<E> =>
      world.runtime.runPromise(Effect.flip(Indices.use(use)))
    const names = async (looked: ReadonlyArray<string>) =>
      (await succeed((port) => port.look(looked))).map((x) => x.name)

    it("looks at indices in the order of the names, and leaves out what is not there", async () => {
      const found = await succeed((port) => port.look(["i-two", "i-none", "i-one", "i-closed"]))
      expect(found.map((x) => [x.name, x.kind, x.open, x.hidden, x.mark, x.documents])).toEqual([
        ["i-two", "index", true, false, null, 0],
        ["i-one", "index", true, false, null, 7],
        ["i-closed", "index", false, false, null, null]
      ])
      expect(new Set(found.map((x) => x.uuid)).size).toBe(3)
      expect(found.every((x) => x.uuid !== null && x.blocks.length === 0)).toBe(true)
      expect(found[1]?.bytes).toBeGreaterThan(0)
      expect(await succeed((port) => port.look(["i-none"]))).toEqual([])
      expect(await succeed((port) => port.look([]))).toEqual([])
    })

    it("tells an alias from an index", async () => {
      expect(await succeed((port) => port.look(["i-alias"]))).toMatchObject([
        { name: "i-alias", kind: "alias", uuid: null, documents: null }
      ])
    })

    it("looks at more names than fit one request", async () => {
      const many = Array.from({ length: 300 }, (_, i) => `i-none-of-these-${i}`)
      expect(await names([...many, "i-two", ...many, "i-one"])).toEqual(["i-two", "i-one"])
      const counts = await succeed((port) => port.counts(["i-one", ...many, "i-two"]))
      expect(counts.map((x) => x.name)).toEqual(["i-one", "i-two"])
      const shapes = await succeed((port) => port.shapes(["i-one", ...many, "i-two"]))
      expect(shapes.map((x) => x.name)).toEqual(["i-one", "i-two"])
    })

    it("finds the indices of a prefix by name, closed ones too, and no aliases", async () => {
      await world.putIndex("ii-three")
      const found = await succeed((port) => port.under("i-"))
      expect(found.map((x) => [x.name, x.open])).toEqual([
        ["i-closed", false],
        ["i-one", true],
        ["i-two", true]
      ])
      expect(await succeed((port) => port.under("nothing-"))).toEqual([])
    })

    it("tells the shape of open and closed indices", async () => {
      const shapes = await succeed((port) => port.shapes(["i-closed", "i-none", "i-one", "i-two"]))
      expect(shapes.map((x) => [x.name, x.aliases?.map((alias) => alias.name)])).toEqual([
        ["i-closed", []],
        ["i-one", ["i-alias"]],
        ["i-two", ["i-alias"]]
      ])
      expect(shapes.every((x) => /^[0-9a-f]{64}$/.test(x.mapping) && x.createdVersion !== "")).toBe(true)
      expect(shapes.every((x) => x.settings["index.number_of_shards"] === "1")).toBe(true)
      expect(shapes.map((x) => [x.closed, x.writeBlocked])).toEqual([
        [true, false],
        [false, false],
        [false, false]
      ])
      expect(
        shapes.flatMap((x) => Object.keys(x.settings)).filter((x) => /uuid|date|version|replicas/.test(x))
      ).toEqual([])
    })

    it("counts the documents of open indices", async () => {
      expect(await succeed((port) => port.counts(["i-two", "i-closed", "i-none", "i-one"]))).toEqual([
        { name: "i-two", documents: 0, sequence: [-1] },
        { name: "i-one", documents: 7, sequence: [6] }
      ])
    })

    it("deletes exact names, of which some may be gone, and no alias", async () => {
      await world.putIndex("i-gone")
      await world.putIndex("i-behind", ["i-leading"])
      await succeed((port) => port.delete(["i-none", "i-gone", "i-leading"]))
      expect(await names(["i-gone", "i-behind"])).toEqual(["i-behind"])
      await succeed((port) => port.delete(["i-gone"]))
      await succeed((port) => port.delete([]))
    })

    it("sends nothing where a name is not exact", async () => {
      for (const inexact of [
        "i-t*",
        "-i-two",
        "_all",
        "*",
        "i-two,i-one",
        "<i-{now/d}>",
        "",
        "remote:i-two"
      ]) {
        expect(await fail((port) => port.delete(["i-two", inexact]))).toMatchObject({ _tag: "StoreRejected" })
        expect(await fail((port) => port.release(["i-two", inexact]))).toMatchObject({
          _tag: "StoreRejected"
        })
        expect(await fail((port) => port.close(["i-two", inexact]))).toMatchObject({ _tag: "StoreRejected" })
      }
      expect(await names(["i-two", "i-one"])).toEqual(["i-two", "i-one"])
    })

    it("puts templates back by exact names, again and again, and tells them as they were captured", async () => {
      const captured = {
        policies: [],
        componentTemplates: [
          {
            name: "p-component",
            body: '{"template":{"settings":{"index":{"number_of_shards":"2"}}},"version":3}'
          }
        ],
        indexTemplates: [
          {
            name: "p-template",
            body: '{"composed_of":["p-component"],"index_patterns":["p-put_*"],"priority":7,"template":{"mappings":{"dynamic":"strict"}}}'
          }
        ]
      }
      const alone = { ...captured, indexTemplates: [] }
      const templates = (also: typeof captured | null) => succeed((port) => port.templates("p-put_", also))
      expect(await templates(captured)).toEqual({ policies: [], componentTemplates: [], indexTemplates: [] })
      await succeed((port) => port.putTemplates(alone))
      // Nothing leads to it: it is told only to whoever asks for its name.
      expect(await templates(null)).toEqual({ policies: [], componentTemplates: [], indexTemplates: [] })
      expect(await templates(captured)).toEqual(alone)
      await succeed((port) => port.putTemplates(captured))
      await succeed((port) => port.putTemplates(captured))
      expect(await templates(null)).toEqual(captured)
      const changed = {
        ...alone,
        componentTemplates: [{ name: "p-component", body: '{"template":{},"version":4}' }]
      }
      await succeed((port) => port.putTemplates(changed))
      expect(await templates(null)).toEqual({ ...captured, componentTemplates: changed.componentTemplates })
    })

    it("puts nothing where a template's name is not exact", async () => {
      const body = '{"index_patterns":["q-put_*"]}'
      for (const inexact of ["q-*", "q-a,q-b", "_all", "", "q a", "Q-a", "q-a/../b"])
        expect(
          await fail((port) =>
            port.putTemplates({
              policies: [],
              componentTemplates: [],
              indexTemplates: [
                { name: "q-template", body },
                { name: inexact, body }
              ]
            })
          )
        ).toMatchObject({ _tag: "StoreRejected" })
      expect((await succeed((port) => port.templates("q-put_", null))).indexTemplates).toEqual([])
    })

    it("closes nothing that carries no mark", async () => {
      await succeed((port) => port.close(["i-one", "i-none"]))
      expect(await succeed((port) => port.look(["i-one"]))).toMatchObject([{ open: true }])
    })

    it("has no templates of a prefix that none has", async () => {
      expect(await succeed((port) => port.templates("nothing-", null))).toEqual({
        indexTemplates: [],
        componentTemplates: [],
        policies: []
      })
    })
  })
}
