/**
 * The one table of keys. Footer, help, palette and docs/keybindings.md are read from it; a test refuses two actions on one key in one scope.
 *
 * Order matters: the footer shows what stands first, as far as there is room.
 */
import type { Binding } from "./Binding.ts"
import * as disabled from "./disabled.ts"
import { type Scope, scopes, screens, wizards } from "./Scope.ts"
import { wizardBindings } from "./wizardBindings.ts"

const texts: ReadonlyArray<Scope> = ["part", "check", "requests", "schedules", "help"]
const moving: ReadonlyArray<Scope> = ["overview", "list", "detail", ...texts]
const above: ReadonlyArray<Scope> = ["detail", ...texts]
const confirmations: ReadonlyArray<Scope> = ["confirmation", "confirmationText"]
const lines: ReadonlyArray<Scope> = ["filter", "search", "palette"]

export const bindings: ReadonlyArray<Binding> = [
  {
    id: "back",
    title: "Back; in the list: clear filter and marks",
    word: "back",
    keys: ["esc"],
    scopes: above
  },
  {
    id: "open",
    title: "List of backups, at the one that needs somebody",
    word: "backups",
    keys: ["enter"],
    scopes: ["overview"]
  },
  {
    id: "open",
    title: "Open",
    word: "open",
    keys: ["enter"],
    scopes: ["list", "detail"],
    disabled: disabled.open
  },
  {
    id: "create",
    title: "Take a backup (shows a plan first)",
    word: "create",
    keys: ["c"],
    scopes: ["overview", "list"],
    disabled: disabled.create
  },
  {
    id: "delete",
    title: "Delete (asks first)",
    word: "delete",
    keys: ["d"],
    scopes: ["list", "detail"],
    disabled: disabled.deletion
  },
  {
    id: "cancel",
    title: "Cancel a backup (asks first)",
    word: "cancel",
    keys: ["x"],
    scopes: ["list", "detail"],
    disabled: disabled.cancel
  },
  {
    id: "resume",
    title: "Resume a backup (asks first)",
    word: "resume",
    keys: ["e"],
    scopes: ["list", "detail"],
    disabled: disabled.resume
  },
  {
    id: "drill",
    title: "Drill: prove that it can be restored (asks first)",
    word: "drill",
    keys: ["v"],
    scopes: ["list", "detail"],
    disabled: disabled.drill
  },
  {
    id: "restore",
    title: "Restore (shows a plan first), watch or resume one",
    word: "restore",
    keys: ["R"],
    scopes: ["list", "detail"],
    disabled: disabled.restore
  },
  {
    id: "pauseSchedule",
    title: "Pause the schedule (asks first)",
    word: "pause",
    keys: ["x"],
    scopes: ["schedules"],
    disabled: disabled.pauseSchedule
  },
  {
    id: "resumeSchedule",
    title: "Resume the schedule (asks first)",
    word: "resume",
    keys: ["e"],
    scopes: ["schedules"],
    disabled: disabled.resumeSchedule
  },
  {
    id: "nextTab",
    title: "Next schedule",
    word: "next",
    keys: ["tab", "]"],
    scopes: ["schedules"],
    disabled: disabled.otherSchedule
  },
  {
    id: "previousTab",
    title: "Previous schedule",
    word: "",
    keys: ["shift+tab", "["],
    scopes: ["schedules"],
    disabled: disabled.otherSchedule
  },
  { id: "nextTab", title: "Next tab", word: "next tab", keys: ["tab", "]"], scopes: ["detail"] },
  { id: "previousTab", title: "Previous tab", word: "", keys: ["shift+tab", "["], scopes: ["detail"] },
  {
    id: "mark",
    title: "Mark, to delete several",
    word: "mark",
    keys: ["space"],
    scopes: ["list"],
    disabled: disabled.open
  },
  { id: "filter", title: "Filter", word: "filter", keys: ["/"], scopes: ["list"] },
  { id: "viewCheck", title: "Check of the installation", word: "check", keys: ["2"], scopes: screens },
  { id: "problems", title: "Only problems, or all", word: "problems", keys: ["!"], scopes: ["list"] },
  { id: "sort", title: "Sort by newest, oldest, state, size", word: "sort", keys: ["S"], scopes: ["list"] },
  {
    id: "viewRequests",
    title: "Requests to the server",
    word: "requests",
    keys: ["3", "r"],
    scopes: screens
  },
  {
    id: "viewSchedules",
    title: "Schedules: what is done by itself, and when",
    word: "schedules",
    keys: ["4"],
    scopes: screens,
    disabled: disabled.schedules
  },
  { id: "viewBackups", title: "List of backups", word: "", keys: ["1"], scopes: screens },
  {
    id: "viewOverview",
    title: "Overview",
    word: "overview",
    keys: ["0"],
    scopes: ["list", "detail", ...texts]
  },
  {
    id: "markAll",
    title: "Mark all shown, or none",
    word: "",
    keys: ["*"],
    scopes: ["list"],
    disabled: disabled.open
  },
  {
    id: "back",
    title: "Clear filter and marks; then the overview",
    word: "",
    keys: ["esc"],
    scopes: ["list"]
  },
  { id: "up", title: "Up", word: "", keys: ["up", "k"], scopes: moving },
  { id: "down", title: "Down", word: "", keys: ["down", "j"], scopes: moving },
  { id: "pageUp", title: "Page up", word: "", keys: ["pgup", "ctrl+b"], scopes: moving },
  { id: "pageDown", title: "Page down", word: "", keys: ["pgdn", "ctrl+f"], scopes: moving },
  { id: "top", title: "First", word: "", keys: ["home", "g"], scopes: moving },
  { id: "bottom", title: "Last", word: "", keys: ["end", "G"], scopes: moving },
  {
    id: "nextMatch",
    title: "Next match of the last filter or search",
    word: "",
    keys: ["n"],
    scopes: ["list", ...texts],
    disabled: disabled.match
  },
  {
    id: "previousMatch",
    title: "Previous match",
    word: "",
    keys: ["N"],
    scopes: ["list", ...texts],
    disabled: disabled.match
  },
  { id: "refresh", title: "Read now", word: "", keys: ["ctrl+r", "f5"], scopes: screens },
  { id: "pause", title: "Pause or resume reading", word: "", keys: ["p"], scopes: screens },
  { id: "slower", title: "Read less often", word: "", keys: ["<"], scopes: screens },
  { id: "faster", title: "Read more often", word: "", keys: [">"], scopes: screens },
  { id: "dismiss", title: "Dismiss the message", word: "", keys: ["backspace"], scopes: screens },
  { id: "palette", title: "Commands by name", word: "commands", keys: [":"], scopes: screens },
  {
    id: "copy",
    title: "Copy: id, command line, JSON or curl",
    word: "copy",
    keys: ["y"],
    scopes: ["list", "detail"],
    disabled: disabled.open
  },
  {
    id: "wide",
    title: "More columns: signs in place of words, or not",
    word: "wide",
    keys: ["w"],
    scopes: ["list"]
  },
  { id: "search", title: "Search", word: "search", keys: ["/"], scopes: texts },
  { id: "help", title: "Keys", word: "help", keys: ["?", "f1"], scopes: screens },
  {
    id: "quit",
    title: "Quit in the overview and the list, else back",
    word: "quit",
    keys: ["q"],
    scopes: screens
  },

  {
    id: "accept",
    title: "Press the button; next field",
    word: "press",
    keys: ["enter"],
    scopes: confirmations
  },
  {
    id: "yes",
    title: "Yes, start",
    word: "yes",
    keys: ["y"],
    scopes: ["confirmation"],
    disabled: disabled.yes
  },
  {
    id: "toggle",
    title: "Choose the component, or leave it out",
    word: "choose",
    keys: ["space"],
    scopes: ["confirmation"]
  },
  { id: "next", title: "Next field", word: "next", keys: ["tab", "down", "right"], scopes: confirmations },
  {
    id: "previous",
    title: "Previous field",
    word: "",
    keys: ["shift+tab", "up", "left"],
    scopes: confirmations
  },
  { id: "pageDown", title: "Scroll the names down", word: "more", keys: ["pgdn"], scopes: confirmations },
  { id: "pageUp", title: "Scroll the names up", word: "", keys: ["pgup"], scopes: confirmations },
  {
    id: "close",
    title: "Close without doing anything",
    word: "leave it",
    keys: ["esc"],
    scopes: confirmations
  },

  ...wizardBindings,

  {
    id: "accept",
    title: "Copy it to the terminal's clipboard",
    word: "copy",
    keys: ["enter", "y"],
    scopes: ["copying"]
  },
  { id: "next", title: "Next form", word: "next", keys: ["tab", "down", "right"], scopes: ["copying"] },
  {
    id: "previous",
    title: "Previous form",
    word: "",
    keys: ["shift+tab", "up", "left"],
    scopes: ["copying"]
  },
  { id: "pageDown", title: "Scroll the text down", word: "more", keys: ["pgdn"], scopes: ["copying"] },
  { id: "pageUp", title: "Scroll the text up", word: "", keys: ["pgup"], scopes: ["copying"] },
  { id: "close", title: "Close", word: "close", keys: ["esc", "q"], scopes: ["copying"] },

  { id: "accept", title: "Run the chosen command", word: "run", keys: ["enter"], scopes: ["palette"] },
  { id: "accept", title: "Go to the next match", word: "find", keys: ["enter"], scopes: ["search"] },
  { id: "accept", title: "Keep the filter", word: "keep", keys: ["enter"], scopes: ["filter"] },
  { id: "next", title: "Next command", word: "next", keys: ["down", "tab"], scopes: ["palette"] },
  { id: "previous", title: "Previous command", word: "", keys: ["up", "shift+tab"], scopes: ["palette"] },
  { id: "close", title: "Close, and clear it", word: "close", keys: ["esc"], scopes: lines },
  {
    id: "erase",
    title: "Erase a character",
    word: "",
    keys: ["backspace", "delete"],
    scopes: ["confirmationText", "wizardText", ...lines]
  },
  {
    id: "eraseAll",
    title: "Erase everything typed",
    word: "",
    keys: ["ctrl+u"],
    scopes: ["confirmationText", "wizardText", ...lines]
  },

  { id: "close", title: "Close", word: "close", keys: ["enter", "esc", "q", "space"], scopes: ["notice"] },
  {
    id: "save",
    title: "Save the screen as text, in a new file",
    word: "",
    keys: ["ctrl+s"],
    scopes
  },
  {
    id: "suspend",
    title: "Suspend to the shell; fg comes back",
    word: "",
    keys: ["ctrl+z"],
    scopes
  },
  {
    id: "leave",
    title: "Quit at once; the server carries on",
    word: "",
    keys: ["ctrl+c"],
    scopes: [...screens, "notice", "copying", ...confirmations, ...wizards, ...lines]
  }
]

export const bindingsOf = (scope: Scope): ReadonlyArray<Binding> =>
  bindings.filter((x) => x.scopes.includes(scope))
