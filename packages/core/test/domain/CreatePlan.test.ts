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

  const change = (x: Partial<CreatePlan.Input["catalog"]>, leaving: ReadonlyArray<string> = []) => ({
    ...input,
    catalog: {
      indices: [...without(...leaving).catalog.indices, ...(x.indices ?? [])],
      aliases: [
        ...input.catalog.aliases.filter((a) => !a.indices.some((i) => leaving.includes(i))),
        ...(x.aliases ?? [])
      ]
    }
  })
  const main = "operate-variable-8.3.0_"
  const aliasesTo = (index: string, hidden = false) =>
    ["", "alias"].map((end) => ({ name: `${main}${end}`, indices: [index], hidden }))

  it.each([
    ["inside the prefix", `${main}reindexed`],
    ["outside the prefix", `reindexed-v8-${main}`]
  ])("refuses a main index that was reindexed %s and left its old name as an alias", (_, index) => {
    const inside = index.startsWith("operate-") ? [{ name: index, hidden: false }] : []
    const made = CreatePlan.make(change({ indices: inside, aliases: aliasesTo(index) }, [main]))
    expect(Result.isFailure(made) && made.failure).toMatchObject({
      _tag: "IndexInSeveralParts",
      index,
      parts: [4, 5]
    })
  })

  it("takes a reindexed main index that only hidden names lead to once, by its old name", () => {
    const made = plan(change({ aliases: aliasesTo("elsewhere", true) }, [main]))
    expect(made.parts.filter((x) => x.indices.includes("elsewhere")).map((x) => x.part)).toEqual([4])
    expect(made.inNoPart).toEqual([])
  })

  it("asks for hidden dated indices by exact name, behind wildcard and exclusion", () => {
    const hidden = ["operate-event-8.3.0_2024-06-02", "operate-event-8.3.0_2024-06-01"]
    const part = plan(change({ indices: hidden.map((name) => ({ name, hidden: true })) })).parts[4]
    expect(part?.expression.slice(-2)).toEqual(hidden.toSorted())
    expect(part?.indices).toEqual(hidden.toSorted())
  })

  it.each([true, false])("asks once for a hidden dated index that has an alias (hidden: %s)", (hidden) => {
    const index = "operate-event-8.3.0_2024-06-01"
    const alias = { name: "operate-event-8.3.0_alias2", indices: [index], hidden }
    const made = plan(change({ indices: [{ name: index, hidden: true }], aliases: [alias] }))
    expect(made.parts[4]?.indices).toEqual([index])
    expect(made.parts[4]?.expression.includes(index)).toBe(hidden)
  })

  it("asks by name for what only a hidden alias of a dated name leads to", () => {
    const alias = { name: "operate-event-8.3.0_2024-06-01", indices: ["archive"], hidden: true }
    expect(plan(change({ aliases: [alias] })).parts[4]?.indices).toEqual(["archive"])
  })

  it("tells of what stands under the prefix and comes into no part, and of nothing that is somebody else's", () => {
    const left = ["operate-flownode-instance-8.2.0_", "operate-metric-8.3.0_2024", "operate-b-task-8.5.0_"]
    const made = plan({
      ...change({
        indices: left.map((name) => ({ name, hidden: name.includes("metric") })),
        aliases: [{ name: "operate-old", indices: ["archive"] }]
      }),
      isForeign: (index) => index.startsWith("operate-b-")
    })
    expect(made.inNoPart?.map((x) => x.index)).toEqual(["archive", left[0], left[1]])
    expect(plan(input).inNoPart).toEqual([])
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
