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

const compared = (
  kept: IndexShape["settings"],
  found: IndexShape["settings"],
  ownNames: boolean,
  manifest: Partial<Manifest> & { readonly aliases?: null } = {}
) =>
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
    {
      drilled: null,
      ...manifest,
      indices: [
        {
          ...shape(kept),
          ...(manifest.aliases === null ? { aliases: null } : {}),
          before: null,
          after: null
        }
      ]
    } as unknown as Manifest,
    ownNames
  )

const compare = (...of: Parameters<typeof compared>) => compared(...of).differences

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

describe("blocks of the backup", () => {
  const readOnly = { "index.blocks.read_only": "true", "index.blocks.metadata": "true" }

  it("come at the end, so that what is compared has them not yet; all others are there", () => {
    expect(compare(readOnly, {}, true)).toEqual([])
    expect(compare({ "index.blocks.read": "true" }, {}, true)).toMatchObject([
      { what: "settings", expected: "index.blocks.read: true", found: "" }
    ])
  })

  it("are on no copy", () => {
    expect(compare({ ...readOnly, "index.blocks.read": "true" }, {}, false)).toEqual([])
  })

  it("of metadata hide aliases, which is said, and not of a copy, which has none", () => {
    const { differences, notCompared } = compared(readOnly, {}, true, { aliases: null })
    expect(differences).toEqual([])
    expect(notCompared).toEqual([
      "Aliases and counts of 1 of 1 indices: their metadata was blocked when the backup was taken."
    ])
    expect(compared(readOnly, {}, false, { aliases: null }).notCompared).toEqual([
      "Counts of 1 of 1 indices: their metadata was blocked when the backup was taken."
    ])
  })
})

describe("what is compared with the manifest of a drill", () => {
  const drilled = { drilled: { at: 0, snapshots: "s" }, aliases: null } as const

  it("leaves out what a copy has not, and says when it was made", () => {
    const found = { ...lifecycle, "index.blocks.read": "true" }
    const { differences, notCompared } = compared({}, found, true, drilled)
    expect(differences).toEqual([])
    expect(notCompared).toEqual([expect.stringContaining("a drill made the manifest at 1970-01-01 00:00:00")])
  })

  it("finds everything else", () => {
    expect(compare({ "index.refresh_interval": "2s" }, lifecycle, true, drilled)).toMatchObject([
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
