/** `npm run soak -- [--minutes 30] [--seed 1] [--report FILE]`: prints the report, and ends with 1 when something is wrong or grows. */
import { writeFileSync } from "node:fs"
import { parseArgs } from "node:util"
import { isFlat, reportText } from "./report.ts"
import { soak } from "./soak.ts"

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "30" },
    seed: { type: "string", default: "1" },
    report: { type: "string" }
  }
})
const found = await soak(Number(values.minutes) * 60, Number(values.seed), (line) =>
  process.stderr.write(`${line}\n`)
)
const text = reportText(found)
process.stdout.write(text)
if (values.report !== undefined) writeFileSync(values.report, text)
process.exit(found.wrong.length === 0 && isFlat(found) ? 0 : 1)
