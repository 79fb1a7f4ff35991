/** The process that took a backup over is killed too, before and after every call it makes for it; a third one finishes it. */
import { describe } from "vitest"
import { aTakeOver } from "./harness/lives.ts"
import { killSuite } from "./suites/killSuite.ts"

const points = await aTakeOver.points()

describe(`a take-over, killed at each of its ${points.length} points`, () => {
  const parts = [3, 4, 5, 6].map((part) => `PUT snapshot part ${part}`)
  killSuite(aTakeOver, points, ["write lease", "write entry", ...parts])
})
