import { describe, expect, it } from "vitest"
import { followingClock } from "../../src/clock/followingClock.ts"
import { Cluster } from "../../src/emulator/cluster/Cluster.ts"
import { IndexControl } from "../../src/emulator/indices/IndexControl.ts"
import { resolveIndices, type ResolveOptions } from "../../src/emulator/indices/resolveIndices.ts"
import type { Personality } from "../../src/emulator/Personality.ts"

const cluster = new Cluster({
  personality: "8.19",
  clock: followingClock(),
  snapshotDuration: 0,
  clusterName: "c"
})
const control = new IndexControl(cluster)
control.create("g-one", { aliases: ["g-alias", "other"] })
control.create("g-two", { settings: { number_of_shards: 2 } })
control.create("g-closed", { open: false })
control.create("g-hidden", { settings: { hidden: true } })
control.create(".g-dot")

const resolve = (expressions: readonly string[], options: Partial<ResolveOptions> = {}) =>
  resolveIndices(cluster.indices, expressions, {
    expand: { open: true, closed: true, hidden: true },
    ignoreUnavailable: false,
    allowNoIndices: true,
    leadingExclusion: "name",
    aliases: true,
    ...options
  }).map(({ name }) => name)

const everything = [".g-dot", "g-closed", "g-hidden", "g-one", "g-two"]

describe("resolveIndices", () => {
  it.each([
    [[], everything],
    [["_all"], everything],
    [["*"], everything],
    [["-*"], []],
    [["*", "-*"], []],
    [["nope-*"], []],
    [["nope-*", "-nope-8.3.0"], []],
    [["g-*"], ["g-closed", "g-hidden", "g-one", "g-two"]],
    [
      ["g-*", "-g-one"],
      ["g-closed", "g-hidden", "g-two"]
    ],
    [["g-alias"], ["g-one"]],
    [["g-al*"], ["g-one"]],
    [["oth*", "-g-one"], []],
    [
      ["g-two", "g-one", "g-two"],
      ["g-one", "g-two"]
    ]
  ])("reads %j as %j", (expressions, indices) => {
    expect(resolve(expressions)).toEqual(indices)
  })

  it("keeps an index that is named through an alias although the index is excluded", () => {
    expect(resolve(["g-t*", "g-alias", "-g-one"])).toEqual(["g-one", "g-two"])
  })

  it("takes the alias, not its index, away by the name of the alias", () => {
    expect(resolve(["g-o*", "-g-alias"])).toEqual(["g-one"])
  })

  it.each(["8.19", "9.2"] satisfies Personality[])("takes a leading exclusion for a name in %s", () => {
    expect(() => resolve(["-g-one"])).toThrow(
      "no such index [-g-one] and if you intended to exclude this index"
    )
  })

  it("ignores a leading exclusion in 9.5", () => {
    expect(resolve(["-g-one"], { leadingExclusion: "exclusion" })).toEqual([])
    expect(resolve(["-g-one", "g-o*"], { leadingExclusion: "exclusion" })).toEqual(["g-one"])
  })

  it("fails for a missing name unless told to skip it", () => {
    expect(() => resolve(["g-one", "nope"])).toThrow("no such index [nope]")
    expect(resolve(["g-one", "nope"], { ignoreUnavailable: true })).toEqual(["g-one"])
  })

  it("leaves closed and hidden ones out when only open ones are wanted", () => {
    const expand = { open: true, closed: false, hidden: false }
    expect(resolve(["*"], { expand })).toEqual([".g-dot", "g-one", "g-two"])
    expect(resolve(["g-closed"], { expand })).toEqual(["g-closed"])
    expect(() => resolve(["*"], { expand: { open: false, closed: false, hidden: false } })).toThrow(
      "no such index [*]"
    )
  })
})
