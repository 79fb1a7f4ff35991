import { describe, expect, it } from "vitest"
import { followingClock, manualClock } from "../../src/clock/followingClock.ts"

describe("a clock that a test moves", () => {
  it("rings in order, each at its time, also what is set on the way", () => {
    const clock = manualClock(0)
    const rung: string[] = []
    clock.after(20, () => rung.push(`b ${clock.now()}`))
    clock.after(10, () => {
      rung.push(`a ${clock.now()}`)
      clock.after(5, () => rung.push(`c ${clock.now()}`))
    })
    const cancel = clock.after(12, () => rung.push("never"))
    cancel()
    clock.advance(19)
    expect(rung).toEqual(["a 10", "c 15"])
    clock.advance(1)
    expect(rung).toEqual(["a 10", "c 15", "b 20"])
    expect(clock.now()).toBe(20)
  })

  it("runs ahead of real time without standing still", () => {
    let real = 1000
    const clock = followingClock(() => real)
    clock.advance(500)
    real += 10
    expect(clock.now()).toBe(1510)
    clock.freeze()
    real += 100
    expect(clock).toMatchObject({ frozen: true })
    expect(clock.now()).toBe(1510)
    clock.follow()
    real += 1
    expect(clock.now()).toBe(1511)
  })

  it("follows real time by itself", async () => {
    const clock = followingClock()
    const started = clock.now()
    const timer = setTimeout(() => {}, 10_000)
    await new Promise<void>((ring) => clock.after(5, ring))
    clearTimeout(timer)
    expect(clock.now() - started).toBeGreaterThanOrEqual(5)
  })
})
