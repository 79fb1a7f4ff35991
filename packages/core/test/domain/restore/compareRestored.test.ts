/** A trial leaves the lifecycle policy out on purpose: it must not be told as something that was lost. */
import { describe, expect, it } from "vitest"
import { compareRestored } from "../../../src/domain/restore/compareRestored.ts"
import type { IndexShape } from "../../../src/domain/restore/IndexShape.ts"
import type { Manifest } from "../../../src/domain/restore/Manifest.ts"
import type { PlannedIndex } from "../../../src/domain/restore/RestorePlan.ts"

const lifecycle = { "index.lifecycle.name": "operate_delete_archived_indices" }

const shape = (settings: IndexShape["settings"]): IndexShape => ({
  name: "x",
  uuid: "u",
  createdVersion: "8537000",
  mapping: "m",
  settings: { "index.number_of_shards": "1", ...settings },
  aliases: [],
  closed: false,
  writeBlocked: false,
  replicas: 0
})

const planned = [{ name: "x", shards: 1, bytes: 9 }] as unknown as ReadonlyArray<PlannedIndex>

const compare = (kept: IndexShape["settings"], found: IndexShape["settings"], aliases: boolean) =>
  compareRestored(
    planned,
    {
      shapes: new Map([["x", shape(found)]]),
      counts: new Map([["x", { name: "x", documents: 1, sequence: [0] }]]),
      shards: new Map([
        [
          "x",
          [
            {
              index: "x",
              shard: 0,
              state: "started",
              reason: null,
              recovered: { snapshot: "s", bytes: 9, totalBytes: 9, files: 1, totalFiles: 1, checkedMillis: 1 }
            }
          ]
        ]
      ])
    },
    { indices: [{ ...shape(kept), before: null, after: null }] } as unknown as Manifest,
    aliases
  ).differences

describe("settings of what a drill restored", () => {
  it("need not have the lifecycle policy that a drill leaves out", () => {
    expect(compare(lifecycle, {}, false)).toEqual([])
    expect(compare({ ...lifecycle, "index.lifecycle.rollover_alias": "a" }, {}, false)).toEqual([])
  })

  it("must have everything else", () => {
    expect(compare({ ...lifecycle, "index.refresh_interval": "2s" }, {}, false)).toMatchObject([
      { what: "settings", expected: "index.refresh_interval: 2s", found: "" }
    ])
  })
})

describe("settings of what was restored in place", () => {
  it("must have the lifecycle policy", () => {
    expect(compare(lifecycle, {}, true)).toMatchObject([{ what: "settings", found: "" }])
    expect(compare(lifecycle, lifecycle, true)).toEqual([])
  })
})
