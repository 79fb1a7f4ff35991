/** How each role looks. Colour is never the only sign: each state also has a glyph and a word. */

import type { ThemeName } from "../model/Options.ts"

export type Role =
  | "plain"
  | "ok"
  | "running"
  | "bad"
  | "warn"
  | "odd"
  | "muted"
  | "focus"
  | "title"
  | "selected"

/** Select Graphic Rendition parameters of each role; empty: nothing is written. */
export type Theme = Readonly<Record<Role, string>>

export const themes: Readonly<Record<ThemeName, Theme>> = {
  dark: {
    plain: "",
    ok: "32",
    running: "36",
    bad: "1;31",
    warn: "33",
    odd: "35",
    muted: "2",
    focus: "1;36",
    title: "1",
    selected: "7"
  },
  light: {
    plain: "",
    ok: "32",
    running: "34",
    bad: "1;31",
    warn: "35",
    odd: "35",
    muted: "2",
    focus: "1;34",
    title: "1",
    selected: "7"
  },
  "high-contrast": {
    plain: "97",
    ok: "1;92",
    running: "1;96",
    bad: "1;97;41",
    warn: "1;93",
    odd: "1;95",
    muted: "37",
    focus: "1;97;44",
    title: "1;97",
    selected: "1;30;107"
  },
  mono: {
    plain: "",
    ok: "",
    running: "",
    bad: "1",
    warn: "1",
    odd: "",
    muted: "",
    focus: "1",
    title: "1",
    selected: "7"
  }
}

/** `NO_COLOR` (any text but the empty one) takes colours away from every theme that has some. */
export const themeOf = (
  wanted: ThemeName,
  environment: Readonly<Record<string, string | undefined>>
): ThemeName => ((environment["NO_COLOR"] ?? "") === "" ? wanted : "mono")
