/** The process is killed before and after every call of a create; the next one finishes it. Over the emulator, every point. */
import { describe } from "vitest"
import { aCreate } from "./harness/lives.ts"
import { killSuite } from "./suites/killSuite.ts"

const points = await aCreate.points()

describe(`a create, killed at each of its ${points.length} points`, () => {
  const parts = [1, 2, 3, 4, 5, 6].map((part) => `PUT snapshot part ${part}`)
  killSuite(aCreate, points, ["write lease", "write entry", "create journal index", ...parts])
})
