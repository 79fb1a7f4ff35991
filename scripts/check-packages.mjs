// Packs the four packages as anybody would, by `npm pack`, and lets publint and attw judge them; pnpm, which publishes them, must make the
// same manifests. A fifth, `camunda-backup`, is made beside them (scripts/npx-package). Looks whether anything in them could not be installed, and whether each has the files it should have and no other. Then npm alone installs
// them in empty folders (scripts/check-installed.mjs).
import { execFileSync } from "node:child_process"
import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { checkInstalled } from "./check-installed.mjs"
import { makeNpxPackage } from "./npx-package/make.mjs"
import { problemsOfFiles } from "./package-files.mjs"

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const bin = path.join(root, "node_modules/.bin")
const folder = mkdtempSync(path.join(tmpdir(), "camunda-backup-packages-"))
const problems = []

const attempt = (what, command, args, cwd = root) => {
  try {
    return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] })
  } catch (error) {
    problems.push(`${what}:\n${error.stdout}${error.stderr}`)
    return ""
  }
}

const tarballOf = (
  name,
  tool,
  from = path.join(root, "packages", name),
  packed = `camunda-backup-${name}`
) => {
  const to = path.join(folder, tool)
  const command = tool === "pnpm" ? path.join(bin, "pnpm") : "npm"
  execFileSync("mkdir", ["-p", to])
  attempt(`${tool} pack ${name}`, command, ["pack", "--pack-destination", to], from)
  const file = readdirSync(to).find((x) => x.startsWith(packed) && /^-[0-9]/.test(x.slice(packed.length)))
  return file === undefined ? undefined : path.join(to, file)
}

const inside = (tarball, file) =>
  attempt(`${file} of ${tarball}`, "tar", ["-xzOf", tarball, `package/${file}`])

const checkManifest = (name, manifest) => {
  for (const [dependency, version] of Object.entries({
    ...manifest.dependencies,
    ...manifest.peerDependencies
  }))
    if (!/^[0-9^~]/.test(version)) problems.push(`${name}: ${dependency} "${version}" cannot be installed`)
  for (const field of ["description", "keywords", "license", "engines"])
    if (manifest[field] === undefined) problems.push(`${name}: package.json says nothing of "${field}"`)
  const tag = process.env.RELEASE_TAG ?? ""
  if (tag !== "" && tag !== `v${manifest.version}`)
    problems.push(`${name}: its version is ${manifest.version}, the tag ${tag}`)
}

const checkFiles = (name, tarball, title) => {
  const files = attempt(`tar ${name}`, "tar", ["-tzf", tarball]).split("\n")
  const packed = files.filter((x) => x !== "").map((x) => x.replace(/^package\//, ""))
  problems.push(...problemsOfFiles(name, packed))
  if (!inside(tarball, "README.md").startsWith(`# ${title}\n`))
    problems.push(`${name}: README.md has another title`)
}

const check = (name) => {
  const tarball = tarballOf(name, "npm")
  const ofPnpm = tarballOf(name, "pnpm")
  if (tarball === undefined || ofPnpm === undefined) return []
  attempt(`publint ${name}`, path.join(bin, "publint"), ["run", tarball, "--strict"])
  attempt(`attw ${name}`, path.join(bin, "attw"), [tarball, "--profile", "esm-only"])
  const manifest = JSON.parse(inside(tarball, "package.json"))
  if (JSON.stringify(manifest) !== JSON.stringify(JSON.parse(inside(ofPnpm, "package.json"))))
    problems.push(`${name}: npm and pnpm pack other manifests`)
  checkManifest(name, manifest)
  checkFiles(name, tarball, `@camunda-backup/${name}`)
  return [[name, tarball]]
}

const ofTarball = (tarball) => ({ manifest: JSON.parse(inside(tarball, "package.json")), tarball })

/** The package of the command alone: of the version of the others, which it requires. */
const checkNpxPackage = ({ "cli-tui": cliTarball, ...rest }) => {
  const name = "camunda-backup"
  const made = path.join(folder, "made")
  makeNpxPackage(made)
  const tarball = tarballOf(name, "npm", made, name)
  if (tarball === undefined || cliTarball === undefined) return null
  attempt(`publint ${name}`, path.join(bin, "publint"), ["run", tarball, "--strict"])
  const own = ofTarball(tarball)
  const cli = ofTarball(cliTarball)
  checkManifest(name, own.manifest)
  checkFiles(name, tarball, name)
  const required = JSON.stringify(own.manifest.dependencies)
  const { name: cliName, version } = cli.manifest
  if (own.manifest.version !== version || required !== JSON.stringify({ [cliName]: version }))
    problems.push(`${name}: ${own.manifest.version} requires ${required}, and ${cliName} is ${version}`)
  return { own, cli, others: Object.values(rest).map(ofTarball) }
}

try {
  const tarballs = Object.fromEntries(readdirSync(path.join(root, "packages")).flatMap(check))
  const npxPackage = checkNpxPackage(tarballs)
  if (problems.length === 0) problems.push(...(await checkInstalled(folder, tarballs, npxPackage)))
  const publish = ["-r", "publish", "--dry-run", "--no-git-checks", "--access", "public"]
  attempt("publish (dry run)", path.join(bin, "pnpm"), publish)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

for (const problem of problems) console.error(problem)
console.log(`packages: ${problems.length} problems`)
process.exit(problems.length === 0 ? 0 : 1)
