// Imports go one way: between the folders of core and of cli-tui, and between the packages
// (docs/architecture.md). Also refuses import cycles inside a
// package; type-only imports make none, because nothing of them is left at run time, except where a package has got rid of those as well.
import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** Which folders of core's src a folder may import, beside itself. Folders of adapters do not import each other. */
const coreFolders = {
  domain: [],
  "domain/check": ["domain"],
  "domain/restore": ["domain", "domain/check"],
  ports: ["domain", "domain/check", "domain/restore"],
  config: ["domain"],
  contract: ["domain", "domain/check", "domain/restore"],
  reads: ["domain", "domain/restore", "ports", "config"],
  engine: ["domain", "domain/restore", "ports", "config", "reads"],
  operations: ["domain", "domain/check", "domain/restore", "ports", "config", "reads", "engine"],
  adapters: ["domain", "domain/check", "domain/restore", "ports", "config", "contract"]
}

/**
 * Which folders of cli-tui's src a folder may import, beside itself; "." are the files directly in src. A folder stands below those that it
 * imports. Imports of types count too: a reader follows those as well.
 */
const cliTuiFolders = {
  text: [],
  "cli/spec": [],
  "cli/errors": [],
  "cli/parse": ["cli/spec", "cli/errors"],
  "cli/help": ["cli/spec", "cli/errors", "text"],
  "cli/output": ["cli/spec", "cli/errors", "cli/parse", "text"],
  "cli/context": ["cli/spec", "cli/errors", "cli/parse", "cli/output", "text"],
  "cli/completion": ["cli/spec", "cli/errors", "cli/parse", "cli/context"],
  "cli/dryRun": ["cli/context", "cli/output", "text"],
  "cli/wait": ["cli/errors", "cli/context", "cli/output", "text"],
  "cli/restore": ["cli/errors", "cli/parse", "cli/output", "cli/context", "cli/wait", "text"],
  "cli/commands": [
    "cli/restore",
    "cli/spec",
    "cli/errors",
    "cli/parse",
    "cli/completion",
    "cli/help",
    "cli/output",
    "cli/context",
    "cli/dryRun",
    "cli/wait",
    "text"
  ],
  cli: ["cli/errors", "cli/parse", "cli/help", "cli/output", "cli/context", "cli/commands"],
  "tui/model": [],
  "tui/confirmation": ["tui/model", "text"],
  "tui/keymap": ["tui/model", "text"],
  "tui/update": ["tui/model", "tui/confirmation", "tui/keymap", "text"],
  "tui/theme": ["tui/model"],
  "tui/view": ["tui/model", "tui/confirmation", "tui/keymap", "tui/theme", "text"],
  "tui/shell": ["tui/model", "tui/update"],
  "tui/ink": ["tui/model", "tui/keymap", "tui/theme", "tui/view", "tui/shell"],
  tui: ["tui/model", "tui/theme", "tui/view", "tui/shell", "tui/ink", "cli/errors", "cli/parse"],
  ".": ["cli", "cli/completion", "cli/context", "tui"]
}

/** Files of cli-tui that every folder may import. */
const cliTuiLeaves = new Set(["version.ts"])

/** Which libraries only one folder of core may import. */
const coreLibraries = {
  "@elastic/elasticsearch": "adapters/elasticsearch",
  "@elastic/transport": "adapters/elasticsearch"
}

/** The domain decides and does nothing: of Effect it may import data only. */
const runtime = [
  "Effect",
  "Layer",
  "Context",
  "Clock",
  "Config",
  "Fiber",
  "Ref",
  "Runtime",
  "ManagedRuntime",
  "Scope",
  "Stream"
]

/** Folders of core that may not touch the outside world. */
const pureFolders = new Set(["domain", "ports", "reads", "engine", "operations", "contract", "config"])

/** Which packages the sources of a package may import. */
const packages = {
  core: () => [],
  testkit: () => ["core"],
  // The emulator is needed at run time by the embedded mode alone, and must not be loaded by any other start.
  server: (file) => (file === "process/embedded.ts" ? ["core", "testkit"] : ["core"]),
  "cli-tui": () => ["core"]
}

const filesOf = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true })
        .filter((x) => /\.tsx?$/.test(x) && !x.endsWith(".d.ts"))
        .map((x) => x.replaceAll(path.sep, "/"))
        .toSorted((a, b) => (a < b ? -1 : 1))
    : []

/** Comments become blanks of the same length, so that lines keep their numbers; strings that hold `//` stay. */
const withoutComments = (text) =>
  text.replace(
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (match, string) => (string === undefined ? match.replace(/[^\n]/g, " ") : match)
  )

const named = String.raw`\{[^{}]*\}|\*(?:\s+as\s+[\w$]+)?`
const clause = String.raw`(?<type>type\s+(?!from\b|,))?(?<clause>(?:[\w$]+\s*,\s*)?(?:${named}|[\w$]+))`
const statement = new RegExp(
  [
    String.raw`^[ \t]*(?:import|export)\s*\b\s*${clause}\s*from\s*["'](?<from>[^"']+)["']`,
    String.raw`^[ \t]*import\s*["'](?<effect>[^"']+)["']`,
    String.raw`\bimport\s*\(\s*["'](?<call>[^"']+)["']\s*\)`
  ].join("|"),
  "gm"
)

/** `import { type A, type B } from` leaves nothing at run time either. */
const onlyTypes = (clause) => {
  const names = /^\s*\{([\s\S]*)\}\s*$/.exec(clause)?.[1]
  return names !== undefined && names.split(",").every((x) => x.trim() === "" || /^type\s/.test(x.trim()))
}

const importsOf = (text) => {
  const clean = withoutComments(text)
  return [...clean.matchAll(statement)].map((match) => {
    const { type, clause = "", from, effect, call } = match.groups
    const lead = match[0].length - match[0].trimStart().length
    return {
      to: from ?? effect ?? call,
      line: clean.slice(0, match.index + lead).split("\n").length,
      clause,
      // `import("…")` is a type, or a dynamic import that comes later than the load: neither closes a cycle.
      atLoad: from !== undefined ? type === undefined && !onlyTypes(clause) : effect !== undefined
    }
  })
}

/** Packages whose files do not know each other in circles by types either. */
const withoutTypeCycles = new Set(["testkit"])

const violations = []

const folderOf = (file) => {
  const [first, second] = file.split("/")
  return first === "adapters" || (first === "domain" && (second === "check" || second === "restore"))
    ? `${first}/${second}`
    : first
}

const checkInsideCore = (file, target) => {
  const from = folderOf(file)
  const to = folderOf(target)
  if (!file.includes("/") || from === to) return undefined
  const kind = from.startsWith("adapters/") ? "adapters" : from
  const allowed = coreFolders[kind]
  if (allowed === undefined)
    return `src/${kind}/ is not a folder of core; known: ${Object.keys(coreFolders).join(", ")}`
  if (allowed.includes(to)) return undefined
  return `${from}/ may import ${allowed.length === 0 ? "nothing else of core" : allowed.map((x) => `${x}/`).join(", ")}, not ${
    target.includes("/") ? `${to}/` : target
  }`
}

const checkLibrary = (file, { to, clause }) => {
  const library = Object.keys(coreLibraries).find((x) => to === x || to.startsWith(`${x}/`))
  if (library !== undefined && folderOf(file) !== coreLibraries[library])
    return `only ${coreLibraries[library]}/ may import ${library}`
  const used =
    file.startsWith("domain/") && to === "effect"
      ? runtime.filter((x) => new RegExp(`\\b${x}\\b`).test(clause))
      : []
  if (used.length > 0) return `domain/ may import the data modules of effect, not ${used.join(", ")}`
  if (to.startsWith("node:") && pureFolders.has(file.split("/")[0]))
    return `${file.split("/")[0]}/ may not import Node's modules`
  return undefined
}

const checkInsideCliTui = (file, target) => {
  const [from, to] = [path.posix.dirname(file), path.posix.dirname(target)]
  const allowed = cliTuiFolders[from]
  if (allowed === undefined)
    return `src/${from}/ is not a folder of cli-tui; known: ${Object.keys(cliTuiFolders).join(", ")}`
  if (from === to || cliTuiLeaves.has(target) || allowed.includes(to)) return undefined
  return `${from}/ may import ${allowed.length === 0 ? "nothing else of cli-tui" : allowed.map((x) => `${x}/`).join(", ")}, not ${to}/`
}

/** A folder that may import one below it in the table could be part of a circle. */
const upwards = Object.entries(cliTuiFolders).flatMap(([folder, allowed], i, all) =>
  allowed
    .filter((x) => all.findIndex(([other]) => other === x) >= i)
    .map((x) => `scripts/check-boundaries.mjs: cli-tui: ${folder}/ stands above ${x}/, which it may import`)
)

const packageOf = (to) => /^@camunda-backup\/([^/]+)/.exec(to)?.[1]

const check = (name, file, entry, target) => {
  const { to } = entry
  const own = packageOf(to)
  if (own !== undefined) {
    if (own === name) return "a package imports its own files by relative paths"
    if (/^@camunda-backup\/[^/]+\/(src|dist|test)\b/.test(to))
      return "packages are imported by their name, not by a file inside them"
    const allowed = packages[name](file)
    return allowed.includes(own)
      ? undefined
      : `${name} may import ${allowed.length === 0 ? "no other package" : allowed.join(", ")} here, not ${own}`
  }
  if (to.startsWith(".")) {
    if (target === undefined) return "leaves the package's src"
    if (name === "core") return checkInsideCore(file, target)
    return name === "cli-tui" ? checkInsideCliTui(file, target) : undefined
  }
  return name === "core" ? checkLibrary(file, entry) : undefined
}

/** One cycle for each file that closes one, as the list of its files. */
const cyclesOf = (graph) => {
  const cycles = []
  const done = new Set()
  const visit = (file, trail) => {
    const at = trail.indexOf(file)
    if (at >= 0) cycles.push([...trail.slice(at), file])
    if (at >= 0 || done.has(file)) return
    for (const { target } of graph.get(file) ?? []) visit(target, [...trail, file])
    done.add(file)
  }
  for (const file of graph.keys()) visit(file, [])
  return cycles
}

violations.push(...upwards)

let count = 0
const found = readdirSync(path.join(root, "packages"))
for (const name of found) {
  const source = path.join(root, "packages", name, "src")
  const files = filesOf(source)
  if (files.length > 0 && packages[name] === undefined) {
    violations.push(`packages/${name}: scripts/check-boundaries.mjs does not say what it may import`)
    continue
  }
  const graph = new Map()
  for (const file of files) {
    const edges = []
    for (const entry of importsOf(readFileSync(path.join(source, file), "utf8"))) {
      count++
      const resolved = path.posix.normalize(path.posix.join(path.posix.dirname(file), entry.to))
      const target = entry.to.startsWith(".") && !resolved.startsWith("..") ? resolved : undefined
      const rule = check(name, file, entry, target)
      if (rule !== undefined)
        violations.push(`packages/${name}/src/${file}:${entry.line}: "${entry.to}": ${rule}`)
      if (target !== undefined && (entry.atLoad || withoutTypeCycles.has(name)))
        edges.push({ target, line: entry.line })
    }
    graph.set(file, edges)
  }
  for (const cycle of cyclesOf(graph)) {
    const line = graph.get(cycle.at(-2)).find((x) => x.target === cycle.at(-1)).line
    violations.push(`packages/${name}/src/${cycle.at(-2)}:${line}: import cycle: ${cycle.join(" → ")}`)
  }
}

for (const violation of violations) console.error(violation)
console.log(`boundaries: ${count} imports, ${violations.length} violations`)
process.exit(violations.length === 0 ? 0 : 1)
