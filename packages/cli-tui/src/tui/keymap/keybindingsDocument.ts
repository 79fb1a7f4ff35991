/** docs/keybindings.md, from the table; a test holds the file against it. */
import { markdownTable } from "../../text/markdownTable.ts"
import type { Binding } from "./Binding.ts"
import { bindingsOf } from "./bindings.ts"
import { keyNames } from "./keyNames.ts"
import type { Scope } from "./Scope.ts"

const sections: ReadonlyArray<readonly [title: string, scope: Scope]> = [
  ["Overview", "overview"],
  ["List of backups", "list"],
  ["One backup", "detail"],
  ["One part, check, requests, help", "check"],
  ["Schedules", "schedules"],
  ["Confirmation before anything is written", "confirmation"],
  ["Confirmation, while text is typed", "confirmationText"],
  ["Restore", "wizard"],
  ["Restore, while text is typed", "wizardText"],
  ["A message that must be read", "notice"],
  ["What to copy", "copying"],
  ["Filter", "filter"],
  ["Search", "search"],
  ["Commands by name", "palette"]
]

const code = (key: string): string => `\`${key === "`" ? "`` ` ``" : key}\``

const row = (x: Binding): readonly [string, string] => [
  x.keys.map((key) => code(keyNames([key]))).join(" "),
  x.title
]

export const keybindingsDocument = (): string =>
  `# Keys of the terminal UI

Made from the table of keys (\`packages/cli-tui/src/tui/keymap/bindings.ts\`) by \`npm run keybindings\`; a test holds this page against it. In the
program, \`?\` shows the keys of the screen, and why one cannot be used now.
${sections.map(([title, scope]) => `\n## ${title}\n\n${markdownTable(["keys", "what"], bindingsOf(scope).map(row))}`).join("")}`
