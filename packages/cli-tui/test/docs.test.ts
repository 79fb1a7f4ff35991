import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"
import { manual } from "../src/cli/help/manual.ts"

it("docs/cli.md is what the tables say (npm run docs)", () => {
  expect(readFileSync(new URL("../../../docs/cli.md", import.meta.url), "utf8")).toBe(manual)
})

it("docs/decisions/README.md lists every decision (npm run docs)", () => {
  const script = fileURLToPath(new URL("../../../scripts/decisions.mjs", import.meta.url))
  expect(() => execFileSync(process.execPath, [script, "--check"], { stdio: "pipe" })).not.toThrow()
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
