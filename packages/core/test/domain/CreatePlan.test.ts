import { Result } from "effect"
import { describe, expect, it } from "vitest"
import { CreatePlan } from "../../src/index.ts"
import { planInput } from "./builders.ts"

const input = planInput()
const without = (...names: ReadonlyArray<string>) => ({
  ...input,
  catalog: { ...input.catalog, indices: input.catalog.indices.filter((x) => !names.includes(x.name)) }
})
const plan = (x: CreatePlan.Input) => Result.getOrThrow(CreatePlan.make(x))

describe("CreatePlan.make", () => {
  it("names six snapshots in order", () => {
    expect(plan(input).parts.map((x) => x.snapshot)).toEqual(
      [1, 2, 3, 4, 5, 6].map((i) => `camunda_operate_5_8.7.2_part_${i}_of_6`)
    )
  })

  it("asks for dated indices with the wildcard, then the exclusion", () => {
    expect(plan(input).parts[2]).toMatchObject({
      expression: ["operate-list-view-8.3.0_*", "-operate-list-view-8.3.0_"],
      indices: ["operate-list-view-8.3.0_2024-01-01"],
      dated: true
    })
  })

  it("names operate-metadata-8.8.0_ only when it exists", () => {
    expect(plan(input).parts[0]?.expression).toEqual(["operate-import-position-8.3.0_"])
    const withMetadata = {
      ...input,
      catalog: {
        ...input.catalog,
        indices: [...input.catalog.indices, { name: "operate-metadata-8.8.0_", hidden: false }]
      }
    }
    expect(plan(withMetadata).parts[0]?.expression).toEqual([
      "operate-import-position-8.3.0_",
      "operate-metadata-8.8.0_"
    ])
  })

  it("refuses with every required index that is missing (issue 26120)", () => {
    const made = CreatePlan.make(without("operate-user-task-8.5.0_", "operate-process-8.3.0_"))
    expect(Result.isFailure(made) && made.failure).toMatchObject({
      _tag: "RequiredIndexMissing",
      indices: ["operate-user-task-8.5.0_", "operate-process-8.3.0_"]
    })
  })

  it("refuses an index that an alias brings into a second part (issue 26066)", () => {
    const aliased = {
      ...input,
      catalog: {
        ...input.catalog,
        aliases: [
          ...input.catalog.aliases,
          { name: "operate-event-8.3.0_old", indices: ["operate-decision-8.3.0_"] }
        ]
      }
    }
    const made = CreatePlan.make(aliased)
    expect(Result.isFailure(made) && made.failure).toMatchObject({
      _tag: "IndexInSeveralParts",
      index: "operate-decision-8.3.0_",
      parts: [5, 6]
    })
  })

  it("never has an empty expression, which would mean every index of the cluster (issue 26618)", () => {
    const odd = plan({
      ...input,
      indexSet: [
        { dated: false, entries: [] },
        { dated: true, entries: [] }
      ]
    })
    expect(odd.parts.map((x) => x.expression)).toEqual([["-*"], ["-*"]])
  })

  it("follows the index prefix, not the component's name", () => {
    const prefixed = {
      ...input,
      indexPrefix: "prod",
      catalog: {
        indices: input.catalog.indices.map((x) => ({ ...x, name: x.name.replace(/^operate/, "prod") })),
        aliases: []
      }
    }
    expect(plan(prefixed).parts[1]?.expression).toEqual(["prod-list-view-8.3.0_"])
  })
})
