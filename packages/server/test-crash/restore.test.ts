/** The process is killed before and after every call of a restore in place; the next one ends it. Over the emulator. */
import { aRestore } from "./harness/lives.ts"
import { someOf } from "./harness/someOf.ts"
import { killSuite } from "./suites/killSuite.ts"

const all = await aRestore.points()
// What is asked before is the plan, which changes nothing.
const points = someOf(all.slice(all.findIndex((x) => x.call === "write lease")))

killSuite("a restore in place", aRestore, points, [
  "write lease",
  "write restore",
  "restore part 1",
  "restore part 6",
  "DELETE indices",
  "PUT settings of indices"
])
