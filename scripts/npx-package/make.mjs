// Makes the package `camunda-backup`, so that `npx camunda-backup` is all that anybody has to type: the command of @camunda-backup/cli-tui in exactly the
// same version, and nothing else. It has no sources, so it is no workspace package; it is made of this folder when the others are packed.
//
//   node scripts/npx-package/make.mjs <folder>      which must not be there yet
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { repository } from "../repository.mjs"

const own = import.meta.dirname
const root = path.dirname(path.dirname(own))

export const makeNpxPackage = (folder) => {
  const { engines, keywords, license, name, version } = JSON.parse(
    readFileSync(path.join(root, "packages", "cli-tui", "package.json"), "utf8")
  )
  const manifest = {
    name: "camunda-backup",
    version,
    description: `The command camunda-backup, for npx: ${name} under a shorter name`,
    keywords,
    license,
    bin: { "camunda-backup": "./main.js" },
    files: ["main.js"],
    type: "module",
    dependencies: { [name]: version },
    engines,
    ...repository(own)
  }
  mkdirSync(path.dirname(folder), { recursive: true })
  mkdirSync(folder)
  writeFileSync(path.join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`)
  for (const file of ["README.md", "main.js"]) copyFileSync(path.join(own, file), path.join(folder, file))
  copyFileSync(path.join(root, "LICENSE"), path.join(folder, "LICENSE"))
  chmodSync(path.join(folder, "main.js"), 0o755)
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2)
  if (folder === undefined) {
    console.error("usage: node scripts/npx-package/make.mjs <folder>")
    process.exit(2)
  }
  makeNpxPackage(path.resolve(folder))
}
