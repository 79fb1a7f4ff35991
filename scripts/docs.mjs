// Writes docs/cli.md from the tables of the command line (packages/cli-tui/src/cli/spec), the tables of docs/http-api.md, the index of the
// decisions, the schemas of docs/schemas, and the programs in packages/core/README.md. Tests fail when one of them is another.
import "./decisions.mjs"
import "./readmes.mjs"
import "./http-api.mjs"
import "./schemas.mjs"
import "./configuration.mjs"
import { writeFileSync } from "node:fs"
import { manual } from "../packages/cli-tui/src/cli/help/manual.ts"

writeFileSync(new URL("../docs/cli.md", import.meta.url), manual)
