// Writes docs/keybindings.md from the table of keys. Run by `npm run keybindings`; a test holds the page against the table.
import { writeFileSync } from "node:fs"
import { keybindingsDocument } from "../packages/cli-tui/src/tui/keymap/keybindingsDocument.ts"

writeFileSync(new URL("../docs/keybindings.md", import.meta.url), keybindingsDocument())
