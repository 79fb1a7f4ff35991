import { describe, expect, it } from "vitest"
import { restoreBody } from "../../../src/domain/restore/restoreBody.ts"
import { restoreId } from "../../../src/domain/RestoreId.ts"
import type * as SnapshotName from "../../../src/domain/SnapshotName.ts"
import type { RestoreRequest } from "../../../src/ports/Recovery.ts"

const request = (x: Partial<RestoreRequest> = {}): RestoreRequest => ({
  repository: "r",
  snapshot: "camunda_operate_1_8.7.2_part_1_of_6" as SnapshotName.SnapshotName,
  indices: ["a", "b"],
  namePrefix: "",
  mark: restoreId("0123456789abcdef0123456789abcdef"),
  trial: false,
  blocksLater: true,
  ...x
})

describe("the body of a restore", () => {
  it("brings back exact indices with aliases, blocked and marked, and no global state", () => {
    expect(restoreBody(request())).toEqual({
      indices: ["a", "b"],
      ignore_unavailable: false,
      include_global_state: false,
      feature_states: ["none"],
      partial: false,
      include_aliases: true,
      ignore_index_settings: ["archived.*", "index.blocks.metadata", "index.blocks.read_only"],
      index_settings: {
        "index.blocks.write": true,
        "index.camunda_backup_restore": "0123456789abcdef0123456789abcdef"
      }
    })
  })

  it("leaves an index read-only where nobody knows which were", () => {
    expect(restoreBody(request({ blocksLater: false })).ignore_index_settings).toEqual([
      "archived.*",
      "index.blocks.metadata"
    ])
  })

  it("leaves aliases and lifecycle policy out under another name", () => {
    for (const trial of [true, false])
      expect(restoreBody(request({ namePrefix: "copy-", trial }))).toMatchObject({
        include_aliases: false,
        ignore_index_settings: ["archived.*", "index.lifecycle.*", "index.blocks.*"]
      })
  })

  it("leaves replicas out on trial, and has checksums verified", () => {
    const replicas = Object.keys(restoreBody(request({ namePrefix: "copy-" })).index_settings)
    expect(replicas).toEqual(["index.blocks.write", "index.camunda_backup_restore"])
    expect(restoreBody(request({ namePrefix: "copy-", trial: true })).index_settings).toMatchObject({
      "index.blocks.write": true,
      "index.number_of_replicas": 0,
      "index.auto_expand_replicas": "false",
      "index.shard.check_on_startup": "checksum"
    })
  })

  it.each([
    ["drill-1.x_", "drill-1.x_$1"],
    ["a$1b-", String.raw`a\$1b-$1`],
    [String.raw`a\b-`, String.raw`a\\b-$1`]
  ])("puts the prefix %s before the name as it is", (namePrefix, replacement) => {
    expect(restoreBody(request({ namePrefix }))).toMatchObject({
      rename_pattern: "(.+)",
      rename_replacement: replacement
    })
  })
})
