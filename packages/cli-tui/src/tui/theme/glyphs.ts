/** Signs of states, each one column wide, or two letters where a terminal has ASCII only. */
import type { BackupDetails, BackupState, Finding } from "@camunda-backup/core"
import type { Role } from "./themes.ts"

export interface Sign {
  readonly glyph: string
  readonly ascii: string
  readonly role: Role
}

const ok: Sign = { glyph: "✔", ascii: "OK", role: "ok" }
const running: Sign = { glyph: "◐", ascii: "..", role: "running" }
const bad: Sign = { glyph: "✖", ascii: "XX", role: "bad" }
const warn: Sign = { glyph: "!", ascii: "!!", role: "warn" }
const odd: Sign = { glyph: "⊘", ascii: "--", role: "odd" }

export const absent: Sign = { glyph: "·", ascii: "  ", role: "muted" }
export const deleting: Sign = { glyph: "⌫", ascii: "dd", role: "muted" }

export const ofBackup: Readonly<Record<BackupState.BackupState, Sign>> = {
  COMPLETED: ok,
  IN_PROGRESS: running,
  FAILED: bad,
  INCOMPLETE: warn,
  INCOMPATIBLE: odd
}

export const ofPart: Readonly<Record<BackupDetails.PartState, Sign>> = {
  SUCCESS: ok,
  IN_PROGRESS: running,
  FAILED: bad,
  PARTIAL: bad,
  INCOMPATIBLE: odd,
  UNKNOWN: bad,
  PLANNED: absent,
  MISSING: warn
}

export const ofFinding: Readonly<Record<Finding.Severity, Sign>> = {
  ok,
  skipped: absent,
  warning: warn,
  error: bad
}

/** What frames and arrows are drawn with. */
export interface Strokes {
  readonly topLeft: string
  readonly topRight: string
  readonly bottomLeft: string
  readonly bottomRight: string
  readonly across: string
  readonly down: string
  readonly left: string
  readonly right: string
  readonly cursor: string
  readonly mark: string
  readonly more: string
  readonly unknown: string
  readonly done: string
  readonly rest: string
  readonly caret: string
  readonly dot: string
  readonly path: string
}

export const fine: Strokes = {
  topLeft: "╭",
  topRight: "╮",
  bottomLeft: "╰",
  bottomRight: "╯",
  across: "─",
  down: "│",
  left: "├",
  right: "┤",
  cursor: "▸",
  mark: "*",
  more: "…",
  unknown: "—",
  done: "█",
  rest: "░",
  caret: "▏",
  dot: "·",
  path: "›"
}

export const ascii: Strokes = {
  topLeft: "+",
  topRight: "+",
  bottomLeft: "+",
  bottomRight: "+",
  across: "-",
  down: "|",
  left: "+",
  right: "+",
  cursor: ">",
  mark: "*",
  more: "~",
  unknown: "-",
  done: "#",
  rest: ".",
  caret: "_",
  dot: "-",
  path: ">"
}
