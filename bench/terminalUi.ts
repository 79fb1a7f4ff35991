/** The built terminal UI with 10,000 backups: from a key to the frame that a terminal has parsed, and the share of it that is ours alone. */
import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { ms, type Row } from "./Row.ts"

const program = fileURLToPath(new URL("../packages/cli-tui/test-tui/harness/keyToFrame.ts", import.meta.url))

interface Measured {
  readonly terminal: { readonly firstFrame: number; readonly listed: number; readonly times: Array<number> }
  readonly own: { readonly times: Array<number>; readonly refresh: number }
}

const quantile = (times: ReadonlyArray<number>, q: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))] ?? Number.NaN

const spread = (times: ReadonlyArray<number>): string =>
  `${ms(quantile(times, 0.5))} (p90 ${ms(quantile(times, 0.9))}, p99 ${ms(quantile(times, 0.99))})`

export const terminalUi = async (presses: number): Promise<ReadonlyArray<Row>> => {
  const args = ["--conditions=@camunda-backup/source", program, String(presses)]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  const { own, terminal } = JSON.parse(stdout) as Measured
  const row = (what: string, result: string, aim = "reported", met: boolean | null = null): Row => ({
    what: `terminal UI, 10000 backups: ${what}`,
    ours: result,
    bare: "",
    result,
    aim,
    met
  })
  const median = quantile(own.times, 0.5)
  const seen = quantile(terminal.times, 0.5)
  return [
    row("key to frame, without terminal and Ink", spread(own.times), "≤ 10 ms", median <= 10),
    row(
      "key to parsed frame in a pseudo-terminal, while it reads",
      spread(terminal.times),
      "≤ 10 ms",
      seen <= 10
    ),
    row("start to first frame", ms(terminal.firstFrame), "≤ 300 ms", terminal.firstFrame <= 300),
    row("start to the whole list", ms(terminal.listed)),
    row("a list that came again, to the next model", ms(own.refresh))
  ]
}
