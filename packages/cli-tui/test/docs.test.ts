import { readFileSync } from "node:fs"
import { expect, it } from "vitest"
import { manual } from "../src/cli/spec/manual.ts"

it("docs/cli.md is what the tables say (npm run docs)", () => {
  expect(readFileSync(new URL("../../../docs/cli.md", import.meta.url), "utf8")).toBe(manual)
})
