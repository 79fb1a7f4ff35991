/** The built terminal UI with 10,000 backups: from a key to the frame that a terminal has parsed, and the share of it that is ours alone. */
import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { ms, type Row } from "./Row.ts"

const program = fileURLToPath(new URL("../packages/cli-tui/test-tui/harness/keyToFrame.ts", import.meta.url))

interface InTerminal {
  readonly firstFrame: number
  readonly listed: number
  readonly whole: number
  readonly times: Array<number>
}

interface Measured {
  readonly told: InTerminal
  readonly untold: InTerminal
  readonly own: { readonly times: Array<number>; readonly refresh: number }
}

const quantile = (times: ReadonlyArray<number>, q: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))] ?? Number.NaN

const spread = (times: ReadonlyArray<number>): string =>
  `${ms(quantile(times, 0.5))} (p90 ${ms(quantile(times, 0.9))}, p99 ${ms(quantile(times, 0.99))})`

export const terminalUi = async (presses: number): Promise<ReadonlyArray<Row>> => {
  const args = ["--conditions=@camunda-backup/source", program, String(presses)]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  const { own, told, untold } = JSON.parse(stdout) as Measured
  const row = (what: string, result: string, aim = "reported", met: boolean | null = null): Row => ({
    what: `terminal UI, 10000 backups: ${what}`,
    ours: result,
    bare: "",
    result,
    aim,
    met
  })
  const latency = (what: string, times: ReadonlyArray<number>): Row =>
    row(`${what}, p99`, spread(times), "≤ 10 ms", quantile(times, 0.99) <= 10)
  return [
    latency("key to frame, without terminal and Ink", own.times),
    latency("key to parsed frame in a pseudo-terminal, told of ten changes a second", told.times),
    latency("the same, while the newest pages are read twice a second", untold.times),
    row("start to first frame", ms(told.firstFrame), "≤ 300 ms", told.firstFrame <= 300),
    row("start to the list", ms(told.listed)),
    row("start to all 10000, by pages", ms(told.whole)),
    row("a page that came again, to the next model", ms(own.refresh))
  ]
}
