import { execFileSync } from "node:child_process"
import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"
import { jsonSchemas } from "../src/cli/output/jsonSchemas.ts"
import { manual } from "../src/cli/help/manual.ts"

it("docs/cli.md is what the tables say (npm run docs)", () => {
  expect(readFileSync(new URL("../../../docs/cli.md", import.meta.url), "utf8")).toBe(manual)
})

it("docs/decisions/README.md lists every decision (npm run docs)", () => {
  const script = fileURLToPath(new URL("../../../scripts/decisions.mjs", import.meta.url))
  expect(() => execFileSync(process.execPath, [script, "--check"], { stdio: "pipe" })).not.toThrow()
})

it("docs/schemas has the schema of every kind of document, and no other (npm run docs)", () => {
  const folder = new URL("../../../docs/schemas/", import.meta.url)
  const found = readdirSync(folder).filter((x) => x.endsWith(".json"))
  expect(found.toSorted()).toEqual([...jsonSchemas(false).keys()].map((x) => `${x}.json`).toSorted())
  for (const [kind, schema] of jsonSchemas(false))
    expect(JSON.parse(readFileSync(new URL(`${kind}.json`, folder), "utf8"))).toEqual(schema)
})

it.each([
  ["list", ["open", "filter"]],
  ["detail", ["back", "next tab"]],
  ["delete", ["press", "leave it"]]
] as const)(
  "docs/images/%s.svg is of one screen, with its own keys, and frames that are drawn as lines (npm run pictures)",
  (name, keys) => {
    const svg = readFileSync(new URL(`../../../docs/images/${name}.svg`, import.meta.url), "utf8")
    for (const key of keys) expect(svg).toContain(`> ${key}`)
    expect(svg).not.toMatch(/[─│╭╮╰╯├┤]/)
    expect(svg).toContain("<path")
  }
)
