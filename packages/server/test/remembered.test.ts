/** A read that is shared by metrics and page: who asks when, and what it costs. */
import { expect, it, onTestFinished, vi } from "vitest"
import { remembered } from "../src/remembered.ts"

it("is one at a time, is kept from its end on, and goes on for the next one when nobody waits", async () => {
  const reads: Array<PromiseWithResolvers<string>> = []
  const clock = vi.spyOn(performance, "now")
  onTestFinished(() => clock.mockRestore())
  let now = 0
  clock.mockImplementation(() => now)
  const read = remembered(2000, () => {
    const one = Promise.withResolvers<string>()
    reads.push(one)
    return one.promise
  })
  expect(await Promise.all([read.within(0), read.within(0)])).toEqual([null, null])
  expect(reads).toHaveLength(1)
  now = 60_000
  reads[0]?.resolve("a")
  expect(await read.within(1000)).toBe("a")
  now += 1999
  expect(await read.within(1000)).toBe("a")
  expect(reads).toHaveLength(1)
  now += 1
  const next = read.within(1000)
  reads[1]?.resolve("b")
  expect(await next).toBe("b")
  read.forget()
  const last = read.within(1000)
  reads[2]?.reject(new Error("broken off"))
  await expect(last).rejects.toThrow("broken off")
  const again = read.within(1000)
  reads[3]?.resolve("d")
  expect(await again).toBe("d")
})
it("is not begun a second time while it takes longer than it is kept, and is waited for by who wants to", async () => {
  const clock = vi.spyOn(performance, "now")
  onTestFinished(() => clock.mockRestore())
  let now = 0
  clock.mockImplementation(() => now)
  const reads: Array<PromiseWithResolvers<string>> = []
  const { read } = remembered(5000, () => {
    const one = Promise.withResolvers<string>()
    reads.push(one)
    return one.promise
  })
  const first = read()
  now = 8000
  const second = read()
  expect(reads).toHaveLength(1)
  reads[0]?.resolve("a")
  expect(await Promise.all([first, second])).toEqual(["a", "a"])
  now = 12_999
  expect(await read()).toBe("a")
  expect(reads).toHaveLength(1)
  now = 13_000
  const third = read()
  reads[1]?.reject(new Error("away"))
  await expect(third).rejects.toThrow("away")
  const fourth = read()
  reads[2]?.resolve("b")
  expect(await fourth).toBe("b")
})
