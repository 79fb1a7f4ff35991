/** What may befall two processes and a backup of three parts. */
import type { Budget } from "./World.ts"

export type Situation = readonly [name: string, budget: Budget]

const nothing: Budget = {
  crashes: 0,
  pauses: 0,
  lostAnswers: 0,
  foreign: 0,
  badParts: 0,
  requests: 0,
  endings: 0,
  again: 0
}

/** Explored in seconds, with every test run. */
export const small: ReadonlyArray<Situation> = [
  ["nothing", nothing],
  ["two crashes", { ...nothing, crashes: 2 }],
  ["a lost answer, a bad part, a cancel or delete", { ...nothing, lostAnswers: 1, badParts: 1, requests: 1 }],
  ["a pause, a foreign writer", { ...nothing, pauses: 1, foreign: 1 }],
  [
    "a lost answer, a spent budget or a refusal, a bad part, another create of the id",
    { ...nothing, lostAnswers: 1, endings: 1, badParts: 1, again: 1 }
  ],
  ["a crash, a spent budget or a refusal, another create", { ...nothing, crashes: 1, endings: 1, again: 1 }]
]

/** Explored in minutes. */
export const large: ReadonlyArray<Situation> = [
  [
    "two crashes, a lost answer, a foreign writer, a cancel or delete",
    { ...nothing, crashes: 2, lostAnswers: 1, foreign: 1, requests: 1 }
  ],
  [
    "a pause, a crash, a bad part, a cancel or delete",
    { ...nothing, pauses: 1, crashes: 1, badParts: 1, requests: 1 }
  ],
  ["a pause, a lost answer, a cancel or delete", { ...nothing, pauses: 1, lostAnswers: 1, requests: 1 }],
  ["a crash, a lost answer, two bad parts", { ...nothing, crashes: 1, lostAnswers: 1, badParts: 2 }],
  [
    "two lost answers, a spent budget or a refusal, a bad part, a cancel or delete, another create of the id",
    { ...nothing, lostAnswers: 2, endings: 1, badParts: 1, requests: 1, again: 1 }
  ],
  [
    "a crash, a lost answer, a spent budget or a refusal, a bad part, another create of the id",
    { ...nothing, crashes: 1, lostAnswers: 1, endings: 1, badParts: 1, again: 1 }
  ],
  ["two bad parts, a crash, a cancel or delete", { ...nothing, badParts: 2, crashes: 1, requests: 1 }]
]
