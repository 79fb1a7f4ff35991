import { describe, expect, it } from "vitest"
import * as Mark from "../../../src/domain/restore/Mark.ts"
import { isLeftOutOfCopy, isOfTheIndexItself } from "../../../src/domain/restore/settingKinds.ts"

describe("settings that belong to the very index", () => {
  it.each([
    "index.uuid",
    "index.creation_date",
    "index.provided_name",
    "index.version.created",
    "index.version.upgraded",
    "index.history.uuid",
    "index.resize.source.name",
    "index.resize.source.uuid",
    "index.routing.allocation.initial_recovery._id",
    "index.verified_before_close",
    "index.blocks.write",
    "index.blocks.read_only_allow_delete",
    "index.number_of_replicas",
    "index.auto_expand_replicas",
    "index.shard.check_on_startup",
    Mark.archived,
    Mark.setting
  ])("are not compared: [%s]", (name) => {
    expect(isOfTheIndexItself(name)).toBe(true)
  })

  it.each([
    "index.number_of_shards",
    "index.refresh_interval",
    "index.lifecycle.name",
    "index.default_pipeline",
    "index.routing.allocation.include._tier_preference",
    "index.routing.allocation.require.box",
    "index.blocks.read_only",
    "index.analysis.normalizer.case_insensitive.type",
    "index.hidden",
    "index.uuid_of_somebody",
    "index.versioned"
  ])("are compared when they were backed up: [%s]", (name) => {
    expect(isOfTheIndexItself(name)).toBe(false)
  })

  it("are another thing than what a copy leaves out", () => {
    expect(["index.lifecycle.name", "index.lifecycle.rollover_alias"].every(isLeftOutOfCopy)).toBe(true)
    expect(["index.lifecycles", "index.refresh_interval"].some(isLeftOutOfCopy)).toBe(false)
  })
})
