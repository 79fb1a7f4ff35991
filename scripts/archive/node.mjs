// The Node that goes into an archive: that of the workspace (package.json, optionalDependencies), for a machine that need not be this one. It is an npm
// package, and is what pnpm-lock.yaml says it is.
import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync } from "node:fs"
import path from "node:path"
import { parse } from "yaml"

export const root = path.join(import.meta.dirname, "..", "..")

const read = (file) => readFileSync(path.join(root, file), "utf8")

const nameOf = (arch) => `node-linux-${arch}`

export const nodeVersion = (arch) => JSON.parse(read("package.json")).optionalDependencies[nameOf(arch)]

/** The folder of the package: bin/node, LICENSE. */
export const nodeFor = (arch) => {
  const name = nameOf(arch)
  const wanted = `${name}@${nodeVersion(arch)}`
  const cached = path.join(root, "node_modules", ".cache", wanted)
  if (existsSync(cached)) return path.join(cached, "package")
  mkdirSync(path.dirname(cached), { recursive: true })
  const next = mkdtempSync(`${cached}-`)
  const args = ["pack", "--silent", "--pack-destination", next, wanted]
  const file = path.join(next, execFileSync("npm", args, { encoding: "utf8" }).trim())
  const { integrity } = parse(read("pnpm-lock.yaml")).packages[wanted].resolution
  const found = `sha512-${createHash("sha512").update(readFileSync(file)).digest("base64")}`
  if (found !== integrity) throw new Error(`${wanted} is ${found}, and ${integrity} in pnpm-lock.yaml`)
  execFileSync("tar", ["-xzf", file, "-C", next])
  renameSync(next, cached)
  return path.join(cached, "package")
}
