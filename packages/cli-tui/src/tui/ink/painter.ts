/**
 * Paints lines onto the alternate screen of a terminal: only those that changed, in one write. Ink measures and composes every cell of every line
 * for each frame, which took longer than everything else between a key and its frame (docs/decisions/0030).
 */
import type { Lines } from "./lines.ts"

export interface Painter {
  /** What the screen is to show. While the terminal is slower than the frames, the last one counts. */
  readonly paint: (lines: Lines) => void
  /** Takes the alternate screen, and paints all of it: whatever stood there is gone. */
  readonly enter: () => void
  /** Gives the terminal back as it was. */
  readonly leave: () => void
  /** Terminals arrange what they show as they like when their size changes: the next frame is painted whole. */
  readonly forget: () => void
}

/** What is needed of a stream. */
export interface Output {
  readonly write: (text: string) => boolean
  readonly writableNeedDrain: boolean
  readonly once: (event: "drain", listener: () => void) => unknown
}

/** Alternate screen, lines that are not wrapped, hidden cursor, pasted text marked as such. */
const enterScreen = "\u001B[?1049h\u001B[?7l\u001B[?25l\u001B[?2004h"
const leaveScreen = "\u001B[?2004l\u001B[?25h\u001B[?7h\u001B[?1049l"
const beginFrame = "\u001B[?2026h"
const endFrame = "\u001B[?2026l"
const eraseAll = "\u001B[2J"
const resetStyle = "\u001B[0m"

const changedLines = (lines: Lines, before: Lines): string =>
  lines.map((text, i) => (text === before[i] ? "" : `\u001B[${i + 1};1H\u001B[2K${text}`)).join("")

/** `lines` are as many and as wide as the terminal has. */
export const makePainter = (stdout: Output): Painter => {
  let wanted: Lines = []
  let shown: Lines | null = null
  let isOurs = false
  let isWaiting = false
  const flush = (): void => {
    isWaiting = false
    if (!isOurs || wanted === shown) return
    if (stdout.writableNeedDrain) {
      isWaiting = true
      stdout.once("drain", flush)
      return
    }
    const before = shown?.length === wanted.length ? shown : null
    const isWhole = before === null
    const changed = changedLines(wanted, before ?? [])
    shown = wanted
    if (isWhole || changed !== "")
      stdout.write(`${beginFrame}${isWhole ? eraseAll : ""}${changed}${resetStyle}${endFrame}`)
  }
  return {
    paint: (lines) => {
      wanted = lines
      if (!isWaiting) flush()
    },
    enter: () => {
      if (isOurs) return
      isOurs = true
      shown = null
      stdout.write(enterScreen)
      if (wanted.length > 0 && !isWaiting) flush()
    },
    leave: () => {
      if (!isOurs) return
      isOurs = false
      stdout.write(leaveScreen)
    },
    forget: () => {
      shown = null
    }
  }
}
