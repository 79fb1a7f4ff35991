import { describe, expect, it } from "vitest"
import { type PageQuery, pageSnapshots } from "../../src/emulator/snapshots/pageSnapshots.ts"
import { selectSnapshots } from "../../src/emulator/snapshots/selectSnapshots.ts"
import { inOrder, storedInOrder } from "../../src/emulator/snapshots/snapshotOrder.ts"
import type { Snapshot } from "../../src/emulator/snapshots/Snapshot.ts"
import { SnapshotStore } from "../../src/emulator/snapshots/SnapshotStore.ts"

const snapshot = (name: string, startTime: number): Snapshot => ({
  name,
  uuid: name,
  state: "SUCCESS",
  reason: undefined,
  indices: new Map(),
  metadata: undefined,
  includeGlobalState: true,
  templates: [],
  startTime,
  endTime: startTime + 200,
  failures: [],
  shardsDone: 0,
  damaged: false
})

const listed = [
  { repository: "r", snapshot: snapshot("b", 200) },
  { repository: "r", snapshot: snapshot("a", 200) },
  { repository: "r", snapshot: snapshot("c", 0) },
  { repository: "r", snapshot: snapshot("d", 400) }
]

const page = (query: Partial<PageQuery> = {}) => {
  const { snapshots, ...rest } = pageSnapshots(inOrder(query.sort ?? "start_time", listed), {
    sort: "start_time",
    descending: false,
    size: -1,
    offset: 0,
    after: undefined,
    fromSortValue: undefined,
    ...query
  })
  return { names: snapshots.map((item) => item.snapshot.name).join(""), ...rest }
}

describe("pageSnapshots", () => {
  it("orders by start time, equal ones by name", () => {
    expect(page()).toEqual({ names: "cabd", total: 4, remaining: 0, next: undefined })
    expect(page({ descending: true }).names).toBe("dbac")
    expect(page({ sort: "name" }).names).toBe("abcd")
  })

  it("goes through all pages by the cursor, and has none after the last", () => {
    const first = page({ size: 3 })
    expect(first).toMatchObject({ names: "cab", total: 4, remaining: 1 })
    expect(Buffer.from(first.next ?? "", "base64url").toString()).toBe("200,r,b")
    expect(page({ size: 3, after: first.next })).toEqual({
      names: "d",
      total: 4,
      remaining: 0,
      next: undefined
    })
  })

  it("goes backwards by the cursor too", () => {
    const first = page({ size: 2, descending: true })
    expect(page({ size: 2, descending: true, after: first.next }).names).toBe("ac")
  })

  it("skips by offset and starts at a sort value", () => {
    expect(page({ offset: 1, size: 2 })).toMatchObject({ names: "ab", total: 4, remaining: 1 })
    expect(page({ fromSortValue: "200" })).toMatchObject({ names: "abd", total: 3, remaining: 0 })
    expect(page({ fromSortValue: "200", descending: true }).names).toBe("bac")
  })

  it("refuses a cursor and a sort value that are none", () => {
    expect(() => page({ after: "xx" })).toThrow("invalid ?after parameter [xx]")
    expect(() => page({ fromSortValue: "foo" })).toThrow('For input string: "foo"')
  })
})

describe("storedInOrder", () => {
  const everything = selectSnapshots("*")
  const storeOf = (...snapshots: ReadonlyArray<Snapshot>) => {
    const store = new SnapshotStore()
    for (const one of snapshots) store.add(one)
    return { store, repository: { name: "r", type: "fs", settings: {}, store } }
  }

  it("is sorted once for all who ask, and anew when a snapshot comes, is damaged, or goes", () => {
    const { store, repository } = storeOf(snapshot("b", 1), snapshot("a", 2))
    const names = () =>
      storedInOrder(repository, "name", everything).map((x) => `${x.snapshot.name} ${x.snapshot.damaged}`)
    expect(names()).toEqual(["a false", "b false"])
    expect(storedInOrder(repository, "name", everything)).toBe(storedInOrder(repository, "name", everything))
    store.add(snapshot("0", 3))
    expect(names()).toEqual(["0 false", "a false", "b false"])
    store.damage("a")
    expect(names()).toEqual(["0 false", "a true", "b false"])
    store.remove("b")
    expect(names()).toEqual(["0 false", "a true"])
  })

  it("chooses by the expression, whatever was asked before", () => {
    const { repository } = storeOf(snapshot("b", 1), snapshot("a", 2))
    const names = (expression: string) =>
      storedInOrder(repository, "name", selectSnapshots(expression)).map((x) => x.snapshot.name)
    expect([names("a*"), names("*"), names("b*"), names("b*"), names("c*")]).toEqual([
      ["a"],
      ["a", "b"],
      ["b"],
      ["b"],
      []
    ])
  })

  it("keeps one order for each key, and the names of two repositories at one place apart", () => {
    const { store, repository } = storeOf(snapshot("b", 1), snapshot("a", 2))
    const other = { ...repository, name: "s", store }
    expect(storedInOrder(repository, "start_time", everything).map((x) => x.snapshot.name)).toEqual([
      "b",
      "a"
    ])
    expect(storedInOrder(repository, "name", everything).map((x) => x.snapshot.name)).toEqual(["a", "b"])
    expect(storedInOrder(other, "name", everything).map((x) => x.repository)).toEqual(["s", "s"])
  })
})

describe("selectSnapshots", () => {
  const all = ["-b", "a", "ab", "b"]
  const chosen = (expression: string) => {
    const selection = selectSnapshots(expression)
    return all.filter((name) => selection.matches(name, name === "b"))
  }

  it.each([
    ["_all", all],
    ["*", all],
    [",", all],
    ["a*,-ab", ["a"]],
    ["a*,-a*", []],
    ["-b,a*", ["-b", "a", "ab"]],
    ["_current", ["b"]],
    ["_current,a", ["a", "b"]]
  ])("reads %s as %j", (expression, names) => {
    expect(chosen(expression)).toEqual(names)
  })

  it("requires exact names, also an exclusion that follows no wildcard", () => {
    expect(selectSnapshots("a,a,nope*").exact).toEqual(["a"])
    expect(selectSnapshots("_all,-b").exact).toEqual(["_all", "-b"])
    expect(selectSnapshots(",a").exact).toEqual(["", "a"])
  })
})
