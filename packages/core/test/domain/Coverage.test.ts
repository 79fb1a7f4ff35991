import { describe, expect, it } from "vitest"
import * as Coverage from "../../src/domain/Coverage.ts"
import { planInput } from "./builders.ts"
import { CreatePlan } from "../../src/index.ts"
import { Result } from "effect"

const { parts } = Result.getOrThrow(CreatePlan.make(planInput()))
const dated = parts[4]!
const named = parts[0]!

const surplus = (x: Partial<Coverage.Comparing>, asked: ReadonlyArray<string> = []) =>
  Coverage.surplus({ part: dated, expected: [], held: [], elsewhere: new Set<string>(), ...x }, asked)

describe("Coverage.surplus", () => {
  it("is nothing where a part holds what it was asked for", () => {
    expect(surplus({ part: named, expected: named.indices, held: named.indices })).toEqual([])
  })
  it("is what also stands in another part, whoever asked for it", () => {
    const index = "operate-event-8.3.0_2024-01-01"
    expect(surplus({ expected: [index], held: [index], elsewhere: new Set([index]) })).toEqual([index])
  })
  it("is not what came meanwhile under a name the part asks for", () => {
    expect(surplus({ held: ["operate-event-8.3.0_2024-06-01"] })).toEqual([])
  })
  it("is what no expression of the part asked for, unless an alias leads there", () => {
    expect(surplus({ held: ["operate-event-8.3.0_"] })).toEqual(["operate-event-8.3.0_"])
    expect(surplus({ held: ["operate-list-view-8.3.0_2024"] })).toEqual(["operate-list-view-8.3.0_2024"])
    expect(surplus({ held: ["archive"] })).toEqual(["archive"])
    expect(surplus({ held: ["archive"] }, ["archive"])).toEqual([])
    expect(surplus({ part: named, expected: named.indices, held: [...named.indices, "x"] })).toEqual(["x"])
  })
})
