// Which npm packages are really in the two bundles: those of which esbuild took a file.
import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { root } from "./node.mjs"

export const programs = { "camunda-backup": "cli-tui", "camunda-backup-server": "server" }

/** The folder of the package that a file belongs to: the nearest with a package.json that has a name and a version. */
const packageOf = (file) => {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, "package.json")
    if (existsSync(manifest)) {
      const { name, version, license } = JSON.parse(readFileSync(manifest, "utf8"))
      if (name !== undefined && version !== undefined) return { folder, name, version, license }
    }
    if (folder === path.dirname(folder)) throw new Error(`${file} belongs to no package`)
  }
}

const inputsOf = (program) => {
  const folder = path.join(root, "packages", program)
  const { inputs } = JSON.parse(readFileSync(path.join(folder, "dist", "meta.json"), "utf8"))
  // What scripts/bundle.mjs puts in the place of a module is ours.
  return Object.keys(inputs)
    .filter((x) => !/^[a-z-]+:/.test(x))
    .map((x) => path.join(folder, x))
}

const licenceOf = (folder) =>
  readdirSync(folder)
    .filter((x) => /^(licen[cs]e|copying|notice)([.-].*)?$/i.test(x))
    .toSorted()
    .map((x) => readFileSync(path.join(folder, x), "utf8").trim())
    .join("\n\n")

/** Sorted by name: `{ name, version, license, text, programs }`; `text` is empty where the package has no file for it. */
export const bundledPackages = () => {
  const found = new Map()
  for (const program of Object.values(programs))
    for (const file of inputsOf(program)) {
      const { folder, ...entry } = packageOf(file)
      if (entry.name.startsWith("@camunda-backup/")) continue
      const key = `${entry.name}@${entry.version}`
      const known = found.get(key) ?? { ...entry, text: licenceOf(folder), programs: new Set() }
      known.programs.add(program)
      found.set(key, known)
    }
  return [...found.values()].toSorted((a, b) =>
    `${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1
  )
}

/** Their licences, as they ask to be handed on. */
export const thirdPartyText = (packages) =>
  packages
    .map(
      ({ license, name, text, version }) =>
        `${name} ${version} (${license})\n\n${text || `Licence: ${license}`}\n`
    )
    .join(`\n${"-".repeat(80)}\n\n`)
