// Files stay small and say what they are (docs/architecture.md, House rules): lengths, forbidden names, `any`, `throw`, unfinished tests.
import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const limits = { median: 90, p90: 250, max: 400 }
const forbiddenName = /^(utils?|helpers?|common|misc)$/i

const filesUnder = (folder) =>
  existsSync(path.join(root, folder))
    ? readdirSync(path.join(root, folder), { recursive: true })
        .map((x) => `${folder}/${x.replaceAll(path.sep, "/")}`)
        .filter((x) => !/(^|\/)(node_modules|dist)(\/|$)/.test(x))
    : []

/** Comments, strings and the text of templates become blanks, so that only code is looked at and lines keep their numbers. */
const codeOf = (text) =>
  text.replace(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g,
    (match) => match.replace(/[^\n]/g, " ")
  )

// In the place of a type: `: any`, `as any`, `<any`, `, any>`, `| any`, `any[]`. A variable of that name is no type.
const anyType =
  /(?:(?<!\?[^\n]*):|\bas|<|(?<!\|)\||(?<!&)&|=>|\btype\s+\w+\s*=)\s*any\b(?!\s*(?:[(.:?]|\|\||&&))|(?<![.\w$])any\s*(?:\[\s*\]|>)/g

const violations = []

const findAll = (file, code, pattern, rule) => {
  for (const match of code.matchAll(pattern)) {
    const line = code.slice(0, match.index).split("\n").length
    violations.push(`${file}:${line}: ${rule(match[0])}`)
  }
}

const packages = readdirSync(path.join(root, "packages"))
const all = [...packages.map((x) => `packages/${x}`), "scripts", "bench"].flatMap(filesUnder)
const isCode = (file) => /\.(ts|tsx|mjs|js)$/.test(file) && !file.endsWith(".d.ts")
const isTest = (file) => /\.test\.tsx?$/.test(file) || /^packages\/[^/]+\/test[^/]*\//.test(file)
const sources = all.filter((x) => /^packages\/[^/]+\/src\//.test(x) && isCode(x) && !isTest(x))

for (const file of all) {
  const name = path.posix.basename(file).replace(/\..*$/, "")
  if (forbiddenName.test(name))
    violations.push(`${file}:1: the name says nothing: name it after what it does`)
}

const lengths = sources.map((file) => {
  const text = readFileSync(path.join(root, file), "utf8")
  const code = codeOf(text)
  findAll(file, code, anyType, () => "type `any`: use `unknown` and look at it")
  if (file.startsWith("packages/core/"))
    findAll(file, code, /(?<![.\w$])throw\b(?!\s*[:?])/g, () => "`throw` in core: return an error")
  return { file, lines: text.split("\n").length - (text.endsWith("\n") ? 1 : 0) }
})

for (const file of all.filter((x) => isCode(x) && isTest(x))) {
  const code = codeOf(readFileSync(path.join(root, file), "utf8"))
  const unfinished =
    /\b(?:it|test|describe|suite|bench|effect|live|prop|layer|concurrent|sequential)\.(?:only|skip|todo)\b/g
  findAll(file, code, unfinished, (found) => `\`${found}\`: every test runs`)
}

const sorted = lengths.map((x) => x.lines).toSorted((a, b) => a - b)
const quantile = (q) => sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? 0
const longest = lengths.toSorted((a, b) => b.lines - a.lines)
const numbers = { median: quantile(0.5), p90: quantile(0.9), max: sorted.at(-1) ?? 0 }

for (const { file, lines } of longest)
  if (lines > limits.max) violations.push(`${file}:${lines}: ${lines} lines, at most ${limits.max}`)
for (const key of ["median", "p90"])
  if (numbers[key] > limits[key])
    violations.push(`packages/*/src: ${key} is ${numbers[key]} lines, at most ${limits[key]}`)

for (const violation of violations) console.error(violation)
console.log(
  `sizes: ${sources.length} files, median ${numbers.median} lines (≤ ${limits.median}), p90 ${numbers.p90} (≤ ${limits.p90}), ` +
    `longest ${numbers.max} (≤ ${limits.max})${longest[0] === undefined ? "" : ` ${longest[0].file}`}; ${violations.length} violations`
)
process.exit(violations.length === 0 ? 0 : 1)
