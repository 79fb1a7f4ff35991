import { execFileSync } from "node:child_process"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"
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

const root = fileURLToPath(new URL("../../..", import.meta.url))
const isPage = (name: string): boolean => name.endsWith(".md") && !/node_modules|CHANGELOG|^bench/.test(name)
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "deploy/helm/camunda-backup/README.md",
  ...["core", "server", "cli-tui", "testkit"].map((x) => `packages/${x}/README.md`),
  ...readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" })
    .map((x) => `docs/${x}`)
    .filter(isPage)
]

/** The anchors of the headings of a page, as GitHub makes them. */
const anchorsOf = (page: string): ReadonlyArray<string> =>
  [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-")
  )

it("no page leads to a page, a picture or a heading that is not there", () => {
  const broken = pages.flatMap((name) =>
    [
      ...readFileSync(path.join(root, name), "utf8").matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)
    ].flatMap(([link, to = "", anchor]) => {
      const target = to === "" ? path.join(root, name) : path.join(root, path.dirname(name), to)
      if (!existsSync(target)) return [`${name}: ${link}`]
      return anchor === undefined || anchorsOf(readFileSync(target, "utf8")).includes(anchor)
        ? []
        : [`${name}: ${link}`]
    })
  )
  expect(broken).toEqual([])
})
