// Writes what comes from the table of settings (packages/server/src/config/settings.ts): the table of docs/configuration.md between
// `<!-- settings -->` and `<!-- end -->`, and the JSON Schema of the file. `--check` fails when they are others.
import { readFileSync, writeFileSync } from "node:fs"
import { fileSchema } from "../packages/server/src/config/fileSchema.ts"
import { settings } from "../packages/server/src/config/settings.ts"

const rows = [
  ["variable", "in a file", "also accepted", "default"],
  ["---", "---", "---", "---"],
  ...settings.map((x) => [`\`${x.variable}\``, `\`${x.key}\``, x.aliases, x.about])
]
const table = rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n")

const page = new URL("../docs/configuration.md", import.meta.url)
const schemaFile = new URL("../docs/configuration.schema.json", import.meta.url)
const before = readFileSync(page, "utf8")
const after = before.replace(
  /<!-- settings -->[\s\S]*?<!-- end -->/,
  () => `<!-- settings -->\n\n${table}\n\n<!-- end -->`
)
const schema = `${JSON.stringify(fileSchema(), null, 2)}\n`

/** The formatter makes columns as wide as their widest cell, and breaks JSON as it likes. */
const plain = (text) => text.replaceAll(/ +/g, " ").replaceAll(/-{3,}/g, "---")
const isSameJson = () => {
  try {
    return JSON.stringify(JSON.parse(readFileSync(schemaFile, "utf8"))) === JSON.stringify(JSON.parse(schema))
  } catch {
    return false
  }
}
if (process.argv.includes("--check")) {
  if (plain(before) !== plain(after) || !isSameJson()) {
    process.stderr.write(
      "docs/configuration.md or docs/configuration.schema.json is not what the settings say: npm run docs && npx oxfmt docs\n"
    )
    process.exit(1)
  }
} else {
  writeFileSync(page, after)
  writeFileSync(schemaFile, schema)
}
