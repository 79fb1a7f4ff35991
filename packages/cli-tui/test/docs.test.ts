import { execFileSync } from "node:child_process"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"
import { jsonSchemas } from "../src/cli/output/jsonSchemas.ts"
import { Result } from "effect"
import { readContexts } from "../src/cli/context/readContexts.ts"
import { manual } from "../src/cli/help/manual.ts"
import { choose } from "../src/cli/parse/contexts.ts"
import { parseCommandLine } from "../src/cli/parse/parseCommandLine.ts"

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

/** Their scripts are run by tests of their own, or are of other programs. */
const runElsewhere = /tasks\.md$|scripting\.md$|install\.md$|^deploy/

const values: Readonly<Record<string, string>> = {
  ID: "1732300000",
  RESTORE: "0".repeat(32),
  JOB: "backup",
  NAME: "prod"
}

/** Words as a shell would make them; an id stands for what it puts in. */
const wordsOf = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, single, double, plain = ""]) => {
    const word = single ?? double ?? plain
    return word.startsWith("$") ? "1732300000" : (values[word] ?? word)
  })

/** The commands of fenced scripts, without what a shell does with them, and those in the middle of a sentence. */
const commandsOf = (name: string): ReadonlyArray<ReadonlyArray<string>> => {
  const page = readFileSync(path.join(root, name), "utf8")
  const scripts = runElsewhere.test(name)
    ? []
    : [...page.matchAll(/^ *```sh\n([\s\S]*?)^ *```$/gm)].flatMap(([, script = ""]) =>
        [
          ...script.matchAll(
            /(xargs -r )?(?<![\w/-])camunda-backup ((?:'[^'\n]*'|"[^"\n]*"|[^\s'"#|>&;()]+| )+)/g
          )
        ].map(([, each, words = ""]) => [...wordsOf(words), ...(each === undefined ? [] : ["1732300000"])])
      )
  const inline = [...page.matchAll(/`camunda-backup ([^`…]+)`/g)]
    // The name of a family of commands is none of them.
    .filter(([, words = ""]) => !words.includes("COMMAND") && words !== "restore")
    .map(([, words = ""]) => wordsOf(words.replaceAll(/[[\]]|\|\|.*$/g, "")))
  return [...scripts, ...inline].filter((x) => x.length > 0)
}

it("no page types a command that camunda-backup does not understand", () => {
  const commands = pages.flatMap((name) => commandsOf(name).map((args) => ({ name, args })))
  expect(commands.length).toBeGreaterThan(100)
  const wrong = commands.flatMap(({ args, name }) => {
    const parsed = readContexts({}, () => "").pipe(
      Result.flatMap((contexts) => choose(contexts, args, {})),
      Result.flatMap((chosen) => parseCommandLine(args, {}, chosen))
    )
    return Result.isFailure(parsed)
      ? [`${name}: camunda-backup ${args.join(" ")}: ${parsed.failure.message}`]
      : []
  })
  expect(wrong).toEqual([])
})

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
