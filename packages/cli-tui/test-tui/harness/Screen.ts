/** A program in a pseudo-terminal, and what a person would see of it. Waits for content within a bound, never for a time. */
import { spawn } from "@lydell/node-pty"
import xterm from "@xterm/headless"
import path from "node:path"

export interface Cell {
  readonly text: string
  readonly foreground: number | null
  readonly isBold: boolean
  readonly isDim: boolean
  readonly isInverse: boolean
}

export interface Screen {
  readonly pid: number
  /** As it is now, without blanks at the ends of lines. */
  readonly text: () => string
  readonly cells: () => ReadonlyArray<ReadonlyArray<Cell>>
  /** Resolves with the screen once it has all of these. */
  readonly until: (...wanted: ReadonlyArray<string | RegExp>) => Promise<string>
  /** Resolves once none of these is on it. */
  readonly untilNot: (...unwanted: ReadonlyArray<string | RegExp>) => Promise<string>
  readonly press: (...keys: ReadonlyArray<string>) => void
  readonly resize: (columns: number, rows: number) => void
  readonly isAlternate: () => boolean
  /** All bytes so far, as the terminal got them. */
  readonly raw: () => string
  readonly kill: (signal: string) => void
  readonly ended: Promise<{ readonly exitCode: number; readonly signal?: number | undefined }>
}

export interface Start {
  /** Instead of Node. */
  readonly program?: string
  readonly folder?: string
  readonly args: ReadonlyArray<string>
  readonly columns?: number
  readonly rows?: number
  readonly environment?: Readonly<Record<string, string>>
}

export const main = path.resolve(import.meta.dirname, "../../dist/main.js")

const withinMillis = 20_000

/** Much longer than the UI needs for a frame. */
const frameWithinMillis = 1000
const endOfFrame = "\u001B[?2026l"

export const keys = {
  enter: "\r",
  esc: "\u001B",
  tab: "\t",
  up: "\u001B[A",
  down: "\u001B[B",
  right: "\u001B[C",
  end: "\u001B[F",
  pageDown: "\u001B[6~",
  ctrlC: "\u0003",
  ctrlR: "\u0012"
} as const

const has = (text: string, wanted: string | RegExp): boolean =>
  typeof wanted === "string" ? text.includes(wanted) : wanted.test(text)

export const startScreen = ({
  args,
  columns = 80,
  environment = {},
  folder,
  program,
  rows = 24
}: Start): Screen => {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 0 })
  const child = spawn(program ?? process.execPath, [...args], {
    ...(folder === undefined ? {} : { cwd: folder }),
    name: environment["TERM"] ?? "xterm-256color",
    cols: columns,
    rows,
    // Without CI: Ink draws nothing where that is set, and the program must not rely on it being unset.
    env: { PATH: process.env["PATH"] ?? "", TERM: "xterm-256color", CI: "true", ...environment }
  })
  let raw = ""
  child.onData((data) => {
    raw += data
    terminal.write(data)
  })
  // As terminals do, it shows a frame whose end does not come, such as that of a program that was stopped in the middle of it.
  let update: NodeJS.Timeout | undefined
  terminal.onWriteParsed(() => {
    clearTimeout(update)
    if (terminal.modes.synchronizedOutputMode)
      update = setTimeout(() => terminal.write(endOfFrame), frameWithinMillis).unref()
  })
  const ended = new Promise<{ exitCode: number; signal?: number | undefined }>((resolve) => {
    // What it wrote last is still to be parsed.
    child.onExit((how) => terminal.write("", () => resolve(how)))
  })
  const lines = () =>
    Array.from({ length: terminal.rows }, (_, y) =>
      terminal.buffer.active.getLine(terminal.buffer.active.viewportY + y)
    )
  const text = (): string =>
    lines()
      .map((x) => x?.translateToString(true, 0, terminal.cols) ?? "")
      .join("\n")
  const wait = (isSeen: () => boolean, describe: () => string): Promise<string> =>
    new Promise((resolve, reject) => {
      // Not in the middle of a frame: half of it would be of the screen before.
      const isThere = () => !terminal.modes.synchronizedOutputMode && isSeen()
      if (isThere()) return resolve(text())
      const settle = () => {
        clearTimeout(timer)
        parsed.dispose()
        exit.dispose()
      }
      const parsed = terminal.onWriteParsed(() => {
        if (!isThere()) return
        settle()
        resolve(text())
      })
      const give = (why: string) => {
        settle()
        if (isThere()) resolve(text())
        else reject(new Error(`${why}: ${describe()}\n${text()}`))
      }
      const exit = child.onExit(() => terminal.write("", () => give("it ended")))
      const timer = setTimeout(() => give(`not within ${withinMillis / 1000} s`), withinMillis)
    })
  return {
    pid: child.pid,
    text,
    cells: () =>
      lines().map((l) =>
        Array.from({ length: terminal.cols }, (_, x): Cell => {
          const cell = l?.getCell(x)
          return {
            text: cell?.getChars() ?? "",
            foreground: cell === undefined || cell.isFgDefault() ? null : cell.getFgColor(),
            isBold: cell !== undefined && cell.isBold() !== 0,
            isDim: cell !== undefined && cell.isDim() !== 0,
            isInverse: cell !== undefined && cell.isInverse() !== 0
          }
        })
      ),
    until: (...wanted) =>
      wait(
        () => wanted.every((x) => has(text(), x)),
        () => `${wanted.filter((x) => !has(text(), x)).join(", ")} is not on the screen`
      ),
    untilNot: (...unwanted) =>
      wait(
        () => unwanted.every((x) => !has(text(), x)),
        () => `${unwanted.filter((x) => has(text(), x)).join(", ")} is still on the screen`
      ),
    press: (...strokes) => {
      for (const stroke of strokes) child.write(stroke)
    },
    resize: (nextColumns, nextRows) => {
      terminal.resize(nextColumns, nextRows)
      child.resize(nextColumns, nextRows)
    },
    isAlternate: () => terminal.buffer.active.type === "alternate",
    raw: () => raw,
    kill: (signal) => child.kill(signal),
    ended
  }
}
