// Writes docs/cli.md from the tables of the command line (packages/cli-tui/src/cli/spec). A test of cli-tui fails when the file is another.
import "./readmes.mjs"
import { writeFileSync } from "node:fs"
import { manual } from "../packages/cli-tui/src/cli/spec/manual.ts"

writeFileSync(new URL("../docs/cli.md", import.meta.url), manual)
