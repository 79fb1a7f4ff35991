// Writes docs/api.md, the API reference of @camunda-backup/core, from the declarations that tsc made (TypeScript 7 has no API that a
// documentation generator could use). Fails on an export without a docstring.
//
//   node scripts/api.mjs                  writes docs/api.md
//   node scripts/api.mjs --check [dist]   fails when docs/api.md differs or something is not documented; of a folder given, the latter only
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const page = path.join(root, "docs/api.md")
const [flag, folder] = process.argv.slice(2)
const dist = path.resolve(folder ?? path.join(root, "packages/core/dist"))

if (!existsSync(path.join(dist, "index.d.ts"))) {
  console.error(`${path.join(dist, "index.d.ts")} is missing: npm run build`)
  process.exit(1)
}

const declarationsOf = (specifier, from) =>
  path.resolve(path.dirname(from), specifier.replace(/\.(ts|js)$/, ".d.ts"))

/** A docstring without its stars. */
const textOf = (comment) =>
  comment
    .replace(/^\/\*\*\s?|\s*\*\/$/g, "")
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, ""))
    .join("\n")
    .trim()

const startOfStatement = /^(?:import|export|declare|type|interface|\/\*\*|\/\/#)/

/** The statements of a file, each with the docstring right before it. A docstring before an import is that of the file. */
const readModule = (file) => {
  const lines = readFileSync(file, "utf8").split("\n")
  const blocks = []
  for (let i = 0; i < lines.length;) {
    let end = i + 1
    if (lines[i].startsWith("/**")) while (!lines[end - 1].includes("*/")) end++
    else while (end < lines.length && !startOfStatement.test(lines[end])) end++
    blocks.push(lines.slice(i, end).join("\n").trim())
    i = end
  }
  const module = { file, about: "", exports: [], bases: new Map() }
  for (const [i, block] of blocks.entries()) {
    const before = blocks[i - 1]?.startsWith("/**") ? textOf(blocks[i - 1]) : ""
    if (i === 1 && before !== "" && (!block.startsWith("export") || /^export (\{|\*)/.test(block)))
      module.about = before
    const base = /^declare const (\w+_base)\b/.exec(block)
    if (base !== null) module.bases.set(base[1], block)
    const star = /^export \* from "(.+)"/.exec(block)
    if (star !== null) module.exports.push(...readModule(declarationsOf(star[1], file)).exports)
    const declared =
      /^export (?:declare )?(?:abstract )?(const|function|class|interface|type|enum) (\w+)/.exec(block)
    if (declared !== null)
      module.exports.push({ kind: declared[1], name: declared[2], about: before, code: block, file })
  }
  // `class X extends X_base` says nothing: the base, which tsc made of the class expression, has the shape.
  for (const item of module.exports) {
    const base = module.bases.get(/ extends (\w+_base)\b/.exec(item.code)?.[1])
    if (base !== undefined) item.code = base.replace(/^declare const \w+_base: /, `class ${item.name}: `)
  }
  return module
}

const index = path.join(dist, "index.d.ts")
const indexText = readFileSync(index, "utf8")
const namespaces = [...indexText.matchAll(/^export \* as (\w+) from "(.+)"/gm)].map(([, name, from]) => ({
  name,
  ...readModule(declarationsOf(from, index))
}))
const named = [...indexText.matchAll(/^export (?:type )?\{([^}]+)\} from "(.+)"/gm)].flatMap(
  ([, list, from]) => {
    const module = readModule(declarationsOf(from, index))
    return list
      .split(",")
      .map((x) => x.trim().replace(/^type /, ""))
      .filter((x) => x !== "")
      .map((x) => {
        const [original, name = original] = x.split(" as ")
        const found = module.exports.find((item) => item.name === original)
        return { about: "", code: "", kind: "?", file: module.file, ...found, name }
      })
  }
)

const isMember = (item) => item.about !== ""
const undocumented = [
  ...named.filter((x) => !isMember(x)).map((x) => x.name),
  ...namespaces.flatMap((space) =>
    space.exports.filter((x) => !isMember(x)).map((x) => `${space.name}.${x.name}`)
  )
]
if (undocumented.length > 0) {
  console.error(`Exports of @camunda-backup/core without a docstring (/** … */ right before the export):`)
  for (const name of undocumented) console.error(`  ${name}`)
  process.exit(1)
}

const sourceOf = (file) =>
  `packages/core/src/${path
    .relative(dist, file)
    .replaceAll(path.sep, "/")
    .replace(/\.d\.ts$/, ".ts")}`
const code = (text) => text.replace(/^export (declare )?/, "").replaceAll(/^ {4}/gm, "  ")
const entry = (level, prefix, item) =>
  `${level} \`${prefix}${item.name}\`\n\n${item.about}\n\n\`\`\`ts\n${code(item.code)}\n\`\`\`\n\n[source](../${sourceOf(item.file)})\n`

const text = `# API of @camunda-backup/core

<!-- Made by \`npm run docs\` from the docstrings of packages/core/src: a change here is lost. -->

How to begin: [packages/core/README.md](../packages/core/README.md), with five programs and the rule of what is public and how it changes. What a call can
fail with stands in the second parameter of its \`Effect\`; all errors are in [\`BackupError\`](#backuperror).

## Services, layers and their types

${named.map((item) => entry("###", "", item)).join("\n")}
${namespaces
  .map(
    (space) =>
      `## ${space.name}\n\n${space.about}\n\n${space.exports.map((item) => entry("###", `${space.name}.`, item)).join("\n")}`
  )
  .join("\n")}`

if (flag !== "--check") writeFileSync(page, text)
else if (folder === undefined && (!existsSync(page) || readFileSync(page, "utf8") !== text)) {
  console.error("docs/api.md is not what the docstrings say: npm run docs")
  process.exit(1)
}
console.log(
  `api: ${named.length + namespaces.reduce((sum, x) => sum + x.exports.length, 0)} exports, all documented`
)
