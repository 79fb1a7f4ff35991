import { describe, expect, it } from "vitest"
import type { FaultRule } from "../../src/faults/FaultRule.ts"
import { Faults } from "../../src/faults/Faults.ts"
import type { RecordedRequest } from "../../src/faults/RequestLog.ts"

const request = (method: string, path = "/"): RecordedRequest => ({
  method,
  path,
  query: new Map(),
  body: "",
  time: 0
})

const struckOf = (faults: Faults, count: number): string =>
  Array.from({ length: count }, () => (faults.strike(request("GET")) === undefined ? "." : "x")).join("")

const one = (rule: FaultRule): Faults => {
  const faults = new Faults()
  faults.next(rule)
  return faults
}

describe("rules of faults", () => {
  it("strike once, or as often as told, after as many as they let pass", () => {
    expect(struckOf(one({ html: 502 }), 4)).toBe("x...")
    expect(struckOf(one({ html: 502, times: 2, skip: 1 }), 5)).toBe(".xx..")
  })

  it("strike the same requests of a sequence for the same seed", () => {
    const rule = { html: 502, probability: 0.3, seed: "a" } as const
    const first = struckOf(one(rule), 1000)
    expect(struckOf(one(rule), 1000)).toBe(first)
    expect(struckOf(one({ ...rule, seed: "b" }), 1000)).not.toBe(first)
    const part = first.replaceAll(".", "").length / 1000
    expect(part).toBeGreaterThan(0.25)
    expect(part).toBeLessThan(0.35)
  })

  it("strike never or always at the ends of probability, and no more than told", () => {
    expect(struckOf(one({ html: 502, probability: 0 }), 20)).toBe(".".repeat(20))
    expect(struckOf(one({ html: 502, probability: 1 }), 20)).toBe("x".repeat(20))
    expect(struckOf(one({ html: 502, probability: 1, times: 3 }), 6)).toBe("xxx...")
  })

  it("count only requests that match", () => {
    const faults = one({ method: "PUT", path: /^\/_snapshot/, skip: 1, dropBefore: true })
    const struck = [request("GET", "/_snapshot/r"), request("PUT", "/i"), request("PUT", "/_snapshot/r")].map(
      (x) => faults.strike(x)
    )
    expect(struck).toEqual([undefined, undefined, undefined])
    expect(faults.strike(request("PUT", "/_snapshot/r"))?.action).toMatchObject({ dropBefore: true })
  })

  it("report how they stand, and are taken back one by one", async () => {
    const faults = new Faults()
    const held = faults.next({ hold: true, times: 2 })
    const other = faults.next({ html: 502, probability: 0.5 })
    const struck = faults.strike(request("GET"))
    expect(faults.list()).toMatchObject([
      { id: held.id, struck: 1, left: 1 },
      { id: other.id, struck: 0, left: Infinity }
    ])
    await held.arrived
    faults.clear(held.id)
    await struck?.released
    expect(faults.list().map(({ id }) => id)).toEqual([other.id])
    faults.clear("no such id")
    faults.clear()
    expect(faults.list()).toEqual([])
  })
})
