/** Where a key means what it means: exactly one scope is open at a time. */
import { isTyped } from "../model/Dialog.ts"
import type { Wizard } from "../model/Wizard.ts"
import { type Model, type Screen, screenOf } from "../model/Model.ts"

export const scopes = [
  "overview",
  "list",
  "detail",
  "part",
  "check",
  "requests",
  "schedules",
  "help",
  "confirmation",
  "confirmationText",
  "wizard",
  "wizardText",
  "notice",
  "copying",
  "filter",
  "search",
  "palette"
] as const

export type Scope = (typeof scopes)[number]

export const screens: ReadonlyArray<Screen> = [
  "overview",
  "list",
  "detail",
  "part",
  "check",
  "requests",
  "schedules",
  "help"
]

export const wizards: ReadonlyArray<Scope> = ["wizard", "wizardText"]

/** In these, printable characters are text unless a binding has them. */
export const isTyping = (scope: Scope): boolean =>
  scope === "confirmationText" ||
  scope === "wizardText" ||
  scope === "filter" ||
  scope === "search" ||
  scope === "palette"

const isTypedIn = ({ focus, step, target }: Wizard): boolean =>
  (step === "choose" && focus === "prefix") || (step === "confirm" && target === "InPlace")

/** What lies on top takes the keys: a dialog, then a line that is being typed, then the screen. */
export const scopeOf = (model: Model): Scope => {
  const { dialog, input } = model
  if (dialog?._tag === "Notice") return "notice"
  if (dialog?._tag === "Confirmation") return isTyped(dialog.focus) ? "confirmationText" : "confirmation"
  if (dialog?._tag === "Copying") return "copying"
  if (dialog?._tag === "Wizard") return isTypedIn(dialog) ? "wizardText" : "wizard"
  return input?.kind ?? screenOf(model)
}
