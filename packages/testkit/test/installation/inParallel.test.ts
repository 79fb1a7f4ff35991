import { expect, it } from "vitest"
import { inParallel } from "../../src/installation/inParallel.ts"

it("keeps the order of results and the width", async () => {
  let running = 0
  let most = 0
  const results = await inParallel([1, 2, 3, 4, 5], 2, async (it) => {
    most = Math.max(most, ++running)
    await new Promise(setImmediate)
    running--
    return it * 10
  })
  expect(results).toEqual([10, 20, 30, 40, 50])
  expect(most).toBe(2)
})

it("rejects with the first failure and starts nothing after it", async () => {
  const started: Array<number> = []
  const work = async (it: number) => {
    started.push(it)
    await new Promise(setImmediate)
    if (it === 1) throw new Error("one failed")
  }
  await expect(inParallel([1, 2, 3, 4, 5, 6], 2, work)).rejects.toThrow("one failed")
  await new Promise(setImmediate)
  expect(started.length).toBeLessThanOrEqual(3)
})
