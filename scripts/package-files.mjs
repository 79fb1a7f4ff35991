// Which files a package may have: those of scripts/package-files.txt, and for what tsc made a source of the same name. A file that is left over from an older
// build, a test, a map or a note is in no package, and no module is left out.
import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"

const root = path.dirname(import.meta.dirname)
const reviewed = readFileSync(path.join(import.meta.dirname, "package-files.txt"), "utf8")
  .split("\n")
  .filter((x) => x !== "" && !x.startsWith("#"))

const sourceOf = (name, module) =>
  ["ts", "tsx"].map((x) => path.join(root, "packages", name, "src", `${module}.${x}`)).some(existsSync)

/** `dist/domain/Backup.d.ts` is a `*.d.ts` below `dist` where src/domain/Backup.ts is there; other files are themselves. */
const kindOf = (name, file) => {
  const [, module, extension] = /^dist\/(.+?)(\.d\.ts|\.js)$/.exec(file) ?? []
  const isBundled = /^dist\/(index|main)\.js$/.test(file) && reviewed.includes(`${name} ${file}`)
  if (module !== undefined && !isBundled && sourceOf(name, module)) return `dist/**/*${extension}`
  return file.replace(/^dist\/chunks\/[\w.]+-[A-Z0-9]{8}\.js/, "dist/chunks/*.js")
}

/** What is wrong with the files of the package `name`. */
export const problemsOfFiles = (name, files) => {
  const kinds = new Set(files.map((x) => `${name} ${kindOf(name, x)}`))
  const expected = new Set(reviewed.filter((x) => x.startsWith(`${name} `)))
  const sources = path.join(root, "packages", name, "src")
  const modules = (existsSync(sources) ? readdirSync(sources, { recursive: true }) : [])
    .filter((x) => /\.tsx?$/.test(x))
    .map((x) => `dist/${x.replace(/\.tsx?$/, ".d.ts")}`)
  return [
    ...[...kinds].filter((x) => !expected.has(x)).map((x) => `${x}: not in scripts/package-files.txt`),
    ...[...expected].filter((x) => !kinds.has(x)).map((x) => `${x}: in no file of the package`),
    ...modules.filter((x) => !files.includes(x)).map((x) => `${name} ${x}: left out`)
  ]
}
