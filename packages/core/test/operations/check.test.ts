import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { Check, Finding } from "../../src/index.ts"
import { over, version, world } from "./world.ts"

const report = Check.use((check) => check.run)

const whats = (findings: ReadonlyArray<Finding.Finding>, severity: Finding.Severity) =>
  findings.filter((x) => x.severity === severity).map((x) => x.what)

describe("check", () => {
  it.effect("finds nothing wrong where nothing is, and says what it looked at", () =>
    Effect.gen(function* () {
      const { findings } = yield* report
      assert.strictEqual(Finding.worst(findings), "ok")
      assert.deepStrictEqual(
        new Set(findings.map((x) => x.what)),
        new Set([
          "elasticsearch-reachable",
          "elasticsearch-version",
          "cluster-health",
          "disk",
          "clock",
          "repository",
          "repository-verification",
          "repository-room",
          "journal",
          "cluster-blocks",
          "shard-limit",
          "journal-template",
          "index-blocks",
          "privileges",
          "camunda-version",
          "required-indices",
          "index-health",
          "index-in-several-parts",
          "indices-in-no-part",
          "lease",
          "running-snapshots",
          "unfinished-restore",
          "backup-schedule"
        ])
      )
    }).pipe(Effect.provide(over(world())))
  )

  it.effect("says one thing of an Elasticsearch that is away, not the same of everything", () => {
    const state = world()
    state.reachable = false
    return Effect.gen(function* () {
      const { findings } = yield* report
      assert.deepStrictEqual(whats(findings, "error"), ["elasticsearch-reachable"])
      assert.deepStrictEqual(whats(findings, "warning"), [])
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("finds what is missing: repository, indices, configuration", () => {
    const state = world()
    state.catalog = { indices: [], aliases: [] }
    return Effect.gen(function* () {
      const { findings } = yield* report
      assert.deepStrictEqual(whats(findings, "error"), ["repository", "required-indices", "required-indices"])
      assert.include(findings.find((x) => x.what === "repository")?.symptom, "[nowhere]")
    }).pipe(Effect.provide(over(state, { repository: "nowhere" })))
  })

  it.effect("works without a repository, and with a version that is not known", () =>
    Effect.gen(function* () {
      const { findings } = yield* report
      assert.deepStrictEqual(whats(findings, "error"), ["repository", "camunda-version", "camunda-version"])
    }).pipe(Effect.provide(over(world(), { repository: "", camundaVersion: version("9.9.9") })))
  )
})
