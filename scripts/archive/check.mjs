// `npm run test:archive`: builds the archives, looks at what is in them, and runs the one for this machine where nothing else is.
import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { ensureInstalled, runs } from "../debian.mjs"
import { problemsOfBill } from "./billCheck.mjs"
import { archive, build, bundleAll, nameOf, version } from "./build.mjs"
import { backUp } from "./smoke.mjs"
import { checkUnits } from "./units.mjs"

ensureInstalled([{ name: "systemd", isThere: () => runs("systemd-analyze", "--version") }], "the units")

/** Compressed: nine tenths of it are Node. */
const limit = 70e6
const machines = { x64: 62, arm64: 183 }
const folder = mkdtempSync(path.join(tmpdir(), "camunda-backup archive-"))
const failures = []
let count = 0

const check = (what, problems) => {
  count += 1
  if (problems.length > 0) failures.push(`${what}:\n  ${problems.join("\n  ")}`)
}

const filesIn = (home) =>
  readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((x) => x.isFile())
    .map((x) => path.relative(home, path.join(x.parentPath, x.name)))
    .toSorted()

const expected = readFileSync(path.join(import.meta.dirname, "files.txt"), "utf8")

const digestOf = (file) => createHash("sha256").update(readFileSync(file)).digest("hex")

const unpack = (file, to) => {
  mkdirSync(to, { recursive: true })
  execFileSync("tar", ["-xzf", file, "-C", to])
  return path.join(to, path.basename(file, ".tar.gz"))
}

const versionOf = (command, ...args) =>
  execFileSync(command, [...args, "--version"], { env: {}, cwd: "/", encoding: "utf8" }).trim()

/** Every way to start it that a person may choose. */
const waysTo = (home, name) => {
  const links = path.join(folder, "links")
  mkdirSync(path.join(links, "more"), { recursive: true })
  const program = path.join(home, "bin", name)
  const [absolute, relative, twice] = ["absolute", "relative", "more/twice"].map((x) =>
    path.join(links, `${x}-${name}`)
  )
  symlinkSync(program, absolute)
  symlinkSync(path.relative(links, program), relative)
  symlinkSync(`../relative-${name}`, twice)
  return [[program], [absolute], [relative], [twice], ["/bin/sh", program]]
}

try {
  bundleAll()
  const homes = []
  for (const [arch, machine] of Object.entries(machines)) {
    const file = archive(arch)
    const size = statSync(file).size
    console.log(`${nameOf(arch)}: ${(size / 1e6).toFixed(1)} MB (limit ${limit / 1e6} MB)`)
    check(`${arch}: size`, size > limit ? [`${size} bytes, more than ${limit}`] : [])
    const home = unpack(file, path.join(folder, arch))
    const files = filesIn(home).map((x) => x.replace(/-[A-Z0-9]{8}(?=\.)/, "-HASH"))
    const kinds = [...new Set(files.map((x) => x.replace(/(chunks\/).*(\.js|\.txt)$/, "$1*$2")))]
    check(`${arch}: files`, kinds.join("\n") === expected.trim() ? [] : kinds)
    const found = readFileSync(path.join(home, "lib", "node")).readUInt16LE(18)
    check(`${arch}: Node is made for it`, found === machine ? [] : [`ELF machine ${found}`])
    homes.push([arch, home])
  }
  const bills = homes.map(([, home]) => problemsOfBill(path.join(home, "sbom.cdx.json"), home))
  for (const [i, problems] of (await Promise.all(bills)).entries())
    check(`${homes[i]?.[0]}: bill of materials`, problems)
  const first = path.join(build, `${nameOf(process.arch)}.tar.gz`)
  bundleAll()
  const again = archive(process.arch, path.join(folder, "again"))
  check("the same bytes twice", digestOf(first) === digestOf(again) ? [] : [`${first} and ${again} differ`])
  const home = path.join(folder, process.arch, nameOf(process.arch))
  for (const name of ["camunda-backup", "camunda-backup-server"])
    for (const [command, ...args] of waysTo(home, name)) {
      const said = versionOf(command, ...args)
      check(`starts: ${command} ${args.join(" ")}`, said === version ? [] : [said])
    }
  check("takes a backup", await backUp((name) => [path.join(home, "bin", name)]))
  for (const [what, problems] of checkUnits(
    path.join(home, "systemd"),
    home.replaceAll(" ", "\\x20"),
    folder
  ))
    check(what, problems)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

for (const failure of failures) console.error(`\n${failure}`)
console.log(`\n${count - failures.length} passed, ${failures.length} failed, 0 skipped`)
process.exitCode = failures.length === 0 ? 0 : 1
