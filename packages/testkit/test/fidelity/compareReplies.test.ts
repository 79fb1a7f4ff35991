import { describe, expect, it } from "vitest"
import { compareReplies } from "../../src/fidelity/compareReplies.ts"
import { maskReply } from "../../src/fidelity/maskReply.ts"
import type { Reply } from "../../src/fidelity/Reply.ts"

const reply = (body: Reply["body"], status = 200): Reply => ({ status, headers: {}, body })

describe("a comparison of two replies", () => {
  it("names every place that differs", () => {
    expect(
      compareReplies(reply({ a: [1, { b: "x" }] }), reply({ a: [1, { b: "y" }], c: null }, 404))
    ).toEqual(["status: 200, really 404", 'body.a[1].b: "x", really "y"', "body.c: absent, really null"])
  })

  it("heeds the order of keys and of lists", () => {
    expect(compareReplies(reply({ a: 1, b: 2 }), reply({ b: 2, a: 1 }))).toHaveLength(1)
    expect(compareReplies(reply([1, 2]), reply([2, 1]))).toHaveLength(2)
  })

  it("tells numbers apart that are written differently", () => {
    const [one] = compareReplies(reply({ n: 1 }), reply({ n: "1" }))
    expect(one).toBe('body.n: 1, really "1"')
  })
})

describe("a masked reply", () => {
  const masked = (body: Reply["body"]) => maskReply(reply(body), "fidelity-1").body

  it("hides what is a run's own, and keeps what kind of value it is", () => {
    expect(
      masked({ uuid: "AAAAAAAAAAAAAAAAAAAAAA", took: 5, end_time_in_millis: 7, state: "SUCCESS" })
    ).toEqual({
      uuid: "<own string>",
      took: "<own number>",
      end_time_in_millis: "<own number>",
      state: "SUCCESS"
    })
    expect(masked({ location: "/srv/repo/fidelity-1/r" })).toEqual({ location: "$loc/r" })
    expect(masked({ reason: "[r:s/AAAAAAAAAAAAAAAAAAAAAA] is missing" })).toEqual({
      reason: "[r:s/<uuid>] is missing"
    })
  })

  it("orders what has no order, and nothing else", () => {
    expect(masked({ indices: ["b", "a"] })).toEqual({ indices: ["a", "b"] })
    expect(masked({ snapshots: [{ snapshot: "b" }, { snapshot: "a" }] })).toEqual({
      snapshots: [{ snapshot: "b" }, { snapshot: "a" }]
    })
    expect(maskReply(reply({ snapshots: ["b", "a"] }), "l", { anyOrder: ["snapshots"] }).body).toEqual({
      snapshots: ["a", "b"]
    })
  })

  it("hides which index is blocked where any may be named, and nothing else", () => {
    const reason = "index [ia] blocked by: [FORBIDDEN/7/index read (api)];"
    expect(masked({ reason })).toEqual({ reason })
    const any = (text: string) => maskReply(reply({ reason: text }), "fidelity-1", { anyBlocked: true }).body
    expect(any(reason)).toEqual({ reason: "index [<any>] blocked by: [FORBIDDEN/7/index read (api)];" })
    expect(any(reason + reason)).toEqual({ reason: reason + reason })
  })
})
