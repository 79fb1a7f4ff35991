/** The process is killed before and after every call of a drill; the next one ends it and drops what it made. Over the emulator. */
import { aDrill } from "./harness/lives.ts"
import { someOf } from "./harness/someOf.ts"
import { killSuite } from "./suites/killSuite.ts"

const points = someOf(await aDrill.points())

killSuite("a drill", aDrill, points, [
  "write aside-lease",
  "write restore",
  "write verifications",
  "restore part 1",
  "restore part 6",
  "DELETE indices"
])
