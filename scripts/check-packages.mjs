// Packs the four packages as they are published (pnpm replaces `workspace:` and `catalog:`; npm would not) and lets publint and attw judge
// them. Then looks whether anything in the manifests could not be installed, and whether each package has README and licence.
import { execFileSync } from "node:child_process"
import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const bin = path.join(root, "node_modules/.bin")
const folder = mkdtempSync(path.join(tmpdir(), "camunda-backup-packages-"))
const problems = []

const attempt = (what, command, args) => {
  try {
    return execFileSync(command, args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] })
  } catch (error) {
    problems.push(`${what}:\n${error.stdout}${error.stderr}`)
    return ""
  }
}

try {
  for (const name of readdirSync(path.join(root, "packages"))) {
    const cwd = path.join(root, "packages", name)
    const [packed] = JSON.parse(
      `[${execFileSync(path.join(bin, "pnpm"), ["pack", "--json", "--pack-destination", folder], { cwd, encoding: "utf8" })}]`
    ).flat()
    const tarball = path.resolve(folder, packed.filename)
    attempt(`publint ${name}`, path.join(bin, "publint"), ["run", tarball, "--strict"])
    attempt(`attw ${name}`, path.join(bin, "attw"), [tarball, "--profile", "esm-only"])
    const manifest = JSON.parse(attempt(`tar ${name}`, "tar", ["-xzOf", tarball, "package/package.json"]))
    for (const [dependency, version] of Object.entries({
      ...manifest.dependencies,
      ...manifest.peerDependencies
    }))
      if (!/^[0-9^~]/.test(version)) problems.push(`${name}: ${dependency} "${version}" cannot be installed`)
    const tag = process.env.RELEASE_TAG ?? ""
    if (tag !== "" && tag !== `v${manifest.version}`)
      problems.push(`${name}: its version is ${manifest.version}, the tag ${tag}`)
    const files = attempt(`tar ${name}`, "tar", ["-tzf", tarball]).split("\n")
    for (const file of ["README.md", "LICENSE"])
      if (!files.includes(`package/${file}`)) problems.push(`${name}: ${file} is not in the package`)
    const readme = attempt(`README of ${name}`, "tar", ["-xzOf", tarball, "package/README.md"])
    if (!readme.startsWith(`# @camunda-backup/${name}\n`))
      problems.push(`${name}: README.md has another title`)
  }
  const publish = ["-r", "publish", "--dry-run", "--no-git-checks", "--access", "public"]
  attempt("publish (dry run)", path.join(bin, "pnpm"), publish)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

for (const problem of problems) console.error(problem)
console.log(`packages: ${problems.length} problems`)
process.exit(problems.length === 0 ? 0 : 1)
