/** The process is killed before and after every call of a cancel of a drill, and of a restore in place; the next one ends it. Over the emulator. */
import { aCancelOfADrill, aCancelOfARestore } from "./harness/cancelLives.ts"
import { someOf } from "./harness/someOf.ts"
import { killSuite } from "./suites/killSuite.ts"

killSuite("a cancel of a drill", aCancelOfADrill, someOf(await aCancelOfADrill.points()), [
  "write restore",
  "DELETE indices",
  "write aside-lease"
])

killSuite("a cancel of a restore in place", aCancelOfARestore, someOf(await aCancelOfARestore.points()), [
  "write restore",
  "write lease"
])
