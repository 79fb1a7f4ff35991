/** The keys of the wizard of a restore: part of the table in `bindings.ts`. */
import type { Binding } from "./Binding.ts"
import * as disabled from "./disabled.ts"
import { wizards } from "./Scope.ts"

export const wizardBindings: ReadonlyArray<Binding> = [
  {
    id: "accept",
    title: "Next screen; in the third one: start; after the end: another restore",
    word: "next",
    keys: ["enter"],
    scopes: wizards,
    disabled: disabled.goOn
  },
  {
    id: "yes",
    title: "Yes, stop or resume the restore",
    word: "yes",
    keys: ["y"],
    scopes: ["wizard"],
    disabled: disabled.yesOfRestore
  },
  {
    id: "toggle",
    title: "Choose the other",
    word: "choose",
    keys: ["space"],
    scopes: ["wizard"],
    disabled: disabled.choose
  },
  { id: "next", title: "Next choice; in the plan: down", word: "", keys: ["tab", "down"], scopes: wizards },
  {
    id: "previous",
    title: "Previous choice; in the plan: up",
    word: "",
    keys: ["shift+tab", "up"],
    scopes: wizards
  },
  {
    id: "pageDown",
    title: "Scroll the plan down",
    word: "more",
    keys: ["pgdn"],
    scopes: ["wizard"],
    disabled: disabled.scroll
  },
  {
    id: "pageUp",
    title: "Scroll the plan up",
    word: "",
    keys: ["pgup"],
    scopes: ["wizard"],
    disabled: disabled.scroll
  },
  {
    id: "cancel",
    title: "Stop the restore (asks first)",
    word: "stop it",
    keys: ["x"],
    scopes: ["wizard"],
    disabled: disabled.stop
  },
  {
    id: "resume",
    title: "Resume the restore (asks first)",
    word: "resume",
    keys: ["e"],
    scopes: ["wizard"],
    disabled: disabled.resumeRestore
  },
  {
    id: "close",
    title: "Back; from the first and the last screen: close",
    word: "back",
    keys: ["esc"],
    scopes: wizards
  }
]
