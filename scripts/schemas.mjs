// Writes docs/schemas: the JSON Schema of every kind of document that the command line prints for programs. A test fails when one is another.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { jsonSchemas } from "../packages/cli-tui/src/cli/output/jsonSchemas.ts"

const folder = new URL("../docs/schemas/", import.meta.url)
const schemas = jsonSchemas(false)

mkdirSync(folder, { recursive: true })
for (const name of readdirSync(folder))
  if (name.endsWith(".json") && !schemas.has(name.slice(0, -".json".length))) rmSync(new URL(name, folder))
for (const [kind, schema] of schemas)
  writeFileSync(new URL(`${kind}.json`, folder), `${JSON.stringify(schema, null, 2)}\n`)
