/** From Ink's keys to the strokes of the keymap. What was typed faster than it was read arrives as one text: one stroke per character. */
import type { Key } from "ink"
import type { Stroke } from "../keymap/dispatch.ts"

const named = (key: Key): string | null => {
  if (key.return) return "enter"
  if (key.escape) return "esc"
  if (key.tab) return key.shift ? "shift+tab" : "tab"
  if (key.upArrow) return "up"
  if (key.downArrow) return "down"
  if (key.leftArrow) return "left"
  if (key.rightArrow) return "right"
  if (key.pageUp) return "pgup"
  if (key.pageDown) return "pgdn"
  if (key.home) return "home"
  if (key.end) return "end"
  if (key.backspace) return "backspace"
  return key.delete ? "delete" : null
}

const controls: Readonly<Record<string, string>> = {
  "\r": "enter",
  "\n": "enter",
  "\t": "tab",
  "\u001B": "esc",
  "\u007F": "backspace",
  "\u0003": "ctrl+c"
}

export const strokesOf = (input: string, key: Key): ReadonlyArray<Stroke> => {
  const name = named(key)
  if (name !== null) return [name]
  if (key.ctrl) return [`ctrl+${input}`]
  if (key.meta) return [`alt+${input}`]
  return Array.from(input, (x) => (x === " " ? "space" : (controls[x] ?? x)))
}
