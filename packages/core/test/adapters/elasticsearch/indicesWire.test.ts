import { describe, expect, it } from "vitest"
import { existingIndices, heldBy, type Stats } from "../../../src/adapters/elasticsearch/indicesWire.ts"
import { capturedOf, policyOf, shapeOf } from "../../../src/adapters/elasticsearch/shapesWire.ts"
import * as Mark from "../../../src/domain/restore/Mark.ts"

const copy = (count: number, max_seq_no: number, primary = true) => ({
  routing: { primary },
  docs: { count },
  store: { size_in_bytes: count * 10 },
  seq_no: { max_seq_no }
})

const stats = (shards: NonNullable<(typeof Stats.Type)["indices"]>[string]["shards"]): typeof Stats.Type => ({
  _shards: { total: 1 },
  indices: { x: { shards } }
})

const two = { "index.number_of_shards": "2" }

describe("what an index holds", () => {
  it("is the sum over its primaries; in bytes over every copy, too", () => {
    const found = stats({ "1": [copy(2, 7, false), copy(3, 8)], "0": [copy(4, -1)] })
    expect(heldBy("x", two, found)).toEqual({
      documents: 7,
      bytes: 70,
      bytesWithReplicas: 90,
      sequence: [-1, 8]
    })
  })

  it("is not known unless every primary tells", () => {
    for (const shards of [
      {},
      { "0": [copy(1, 1)] },
      { "0": [copy(1, 1)], "1": [copy(1, 1, false)] },
      { "0": [copy(1, 1)], "1": [{ routing: { primary: true } }] },
      { "0": [copy(1, 1)], "2": [copy(1, 1)] }
    ])
      expect(heldBy("x", two, stats(shards))).toBeNull()
    expect(heldBy("x", {}, stats({ "0": [copy(1, 1)] }))).toBeNull()
    expect(heldBy("x", two, { _shards: { total: 0 } })).toBeNull()
  })
})

describe("an index that exists", () => {
  const settings = (x: Readonly<Record<string, unknown>>) => ({
    x: { settings: { "index.uuid": "u", ...two, ...x } }
  })
  const look = (attributes: ReadonlyArray<string>, x: Readonly<Record<string, unknown>> = {}) =>
    existingIndices(
      { indices: [{ name: "x", attributes }] },
      settings(x),
      stats({ "0": [copy(1, 0)], "1": [copy(2, 1)] })
    )

  it("is told with mark, blocks and what it holds", () => {
    const x = {
      [Mark.archived]: "m",
      "index.number_of_replicas": "2",
      "index.blocks.write": "true",
      "index.blocks.metadata": "true",
      "index.blocks.read": "false"
    }
    expect(look(["open", "hidden"], x)).toEqual([
      {
        name: "x",
        kind: "index",
        uuid: "u",
        open: true,
        hidden: true,
        mark: "m",
        blocks: ["metadata", "write"],
        documents: 3,
        bytes: 30,
        bytesWithReplicas: 30,
        replicas: 2
      }
    ])
  })

  it("holds nothing that is known when it is closed", () => {
    expect(look(["closed"])).toMatchObject([
      { open: false, hidden: false, mark: null, documents: null, bytes: null }
    ])
  })

  it("is left out when it is gone by the next answer", () => {
    expect(
      existingIndices({ indices: [{ name: "y", attributes: ["open"] }] }, settings({}), stats({}))
    ).toEqual([])
  })
})

describe("the shape of an index", () => {
  const shape = (settings: Readonly<Record<string, unknown>>, mappings = {}) =>
    shapeOf("x", {
      aliases: { b: { is_write_index: true, filter: { term: { x: 1 } } }, a: {} },
      mappings,
      settings: { "index.uuid": "u", "index.version.created": "8537000", ...settings }
    })

  it("has texts, also of lists, and nothing of the very index", () => {
    const found = shape({
      "index.creation_date": "1",
      "index.refresh_interval": "2s",
      "index.query.default_field": ["a", "b"]
    })
    expect(found).toMatchObject({
      uuid: "u",
      createdVersion: "8537000",
      settings: { "index.refresh_interval": "2s", "index.query.default_field": '["a","b"]' },
      aliases: [
        { name: "a", options: "{}" },
        { name: "b", options: '{"filter":{"term":{"x":1}},"is_write_index":true}' }
      ]
    })
    expect(Object.keys(found.settings)).toHaveLength(2)
    expect([found.closed, found.writeBlocked]).toEqual([false, false])
  })

  it("tells whether it is closed, and blocked for writes", () => {
    const [closed, blocked] = [{ "index.verified_before_close": "true" }, { "index.blocks.write": "true" }]
    expect(shape(closed)).toMatchObject({ closed: true, writeBlocked: false })
    expect(shape(blocked)).toMatchObject({ closed: false, writeBlocked: true })
    expect(shape({ "index.blocks.write": "false" })).toMatchObject({ closed: false, writeBlocked: false })
  })

  it("has the same digest for the same mapping, whatever its order", () => {
    const one = { dynamic: "strict", properties: { x: { type: "keyword" }, y: { type: "long" } } }
    const same = { properties: { y: { type: "long" }, x: { type: "keyword" } }, dynamic: "strict" }
    const other = { ...one, dynamic: "false" }
    expect(shape({}, same).mapping).toBe(shape({}, one).mapping)
    expect(shape({}, other).mapping).not.toBe(shape({}, one).mapping)
  })
})

describe("a template", () => {
  it("is kept without what newer versions write into it", () => {
    const body = { index_patterns: ["x-*"], created_date_millis: 1, modified_date: "…", priority: 5 }
    expect(capturedOf("t", body)).toEqual({ name: "t", body: '{"index_patterns":["x-*"],"priority":5}' })
  })

  it("names its policy, where it has one", () => {
    expect(policyOf({ template: { settings: { index: { lifecycle: { name: "p" } } } } })).toEqual(["p"])
    for (const other of [
      {},
      { template: null },
      { template: { settings: { index: {} } } },
      { template: "p" }
    ])
      expect(policyOf(other)).toEqual([])
  })
})
