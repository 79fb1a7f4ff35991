/** The process is killed before and after every call of a create; the next one finishes it. Over the emulator, every point. */
import { aCreate } from "./harness/lives.ts"
import { killSuite } from "./suites/killSuite.ts"

const points = await aCreate.points()

const parts = [1, 2, 3, 4, 5, 6].map((part) => `PUT snapshot part ${part}`)
killSuite("a create", aCreate, points, ["write lease", "write entry", "create journal index", ...parts])
