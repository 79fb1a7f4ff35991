/** A mark for each state and each level, told apart by its shape: colour only repeats it. The word always stands beside it. */
import type { BackupState } from "@camunda-backup/core"
import { type Html, html } from "./html.ts"

/** How much somebody is needed: a class of the style. */
export type Level = "good" | "bad" | "warn" | "run" | "quiet"

/** Around 0,0, five wide to each side. */
const shapes = {
  disc: html`<circle r="5" /><path class="cut" d="M-2.4 0.2 -0.7 1.9 2.6 -1.7" />`,
  cross: html`<path class="line" d="M-3.8 -3.8 3.8 3.8M3.8 -3.8-3.8 3.8" />`,
  half: html`<circle class="rim" r="4.2" /><path d="M0-4.2A4.2 4.2 0 0 0 0 4.2Z" />`,
  square: html`<rect class="rim" x="-4" y="-4" width="8" height="8" />`,
  arrow: html`<path d="M-3.4-5 5 0-3.4 5Z" />`,
  warning: html`<path d="M0-5.4 6 5H-6Z" /><path class="cut" d="M0-1.8V1.6M0 3.2V3.3" />`,
  dash: html`<path class="line" d="M-4 0H4" />`
} as const

type Shape = keyof typeof shapes

const ofState: Readonly<Record<BackupState.BackupState, readonly [Shape, Level]>> = {
  COMPLETED: ["disc", "good"],
  FAILED: ["cross", "bad"],
  INCOMPATIBLE: ["square", "bad"],
  INCOMPLETE: ["half", "bad"],
  IN_PROGRESS: ["arrow", "run"]
}

const ofLevel: Readonly<Record<Level, Shape>> = {
  good: "disc",
  bad: "cross",
  warn: "warning",
  run: "arrow",
  quiet: "dash"
}

export const levelOf = (state: BackupState.BackupState): Level => ofState[state][1]

/** To be placed in a picture, around 0,0. */
export const shapeOf = (state: BackupState.BackupState): Html => shapes[ofState[state][0]]

const mark = (shape: Shape, level: Level): Html =>
  html`<svg class="mark ${level}" viewBox="-6 -6 12 12" width="12" height="12" aria-hidden="true">
    ${shapes[shape]}
  </svg>`

export const levelMark = (level: Level): Html => mark(ofLevel[level], level)

/** `✓ COMPLETED`. */
export const stateText = (state: BackupState.BackupState): Html =>
  html`<span class="state ${levelOf(state)}">${mark(...ofState[state])} ${state}</span>`
