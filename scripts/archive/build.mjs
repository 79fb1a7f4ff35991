// `npm run archive`: build/camunda-backup-VERSION-linux-{x64,arm64}.tar.gz, each with its own Node, both programs, licences and a bill of materials; nothing
// else is needed to run them. The same commit makes the same bytes. `-- x64` makes one of them.
import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { pathToFileURL } from "node:url"
import { billOf } from "./bill.mjs"
import { bundledPackages, programs, thirdPartyText } from "./bundled.mjs"
import { nodeFor, root } from "./node.mjs"

export const build = path.join(root, "build")
export const { version } = JSON.parse(
  readFileSync(path.join(root, "packages", "server", "package.json"), "utf8")
)
const architectures = ["x64", "arm64"]

export const nameOf = (arch) => `camunda-backup-${version}-linux-${arch}`

const bundle = (program) =>
  execFileSync(process.execPath, [path.join(root, "scripts", "bundle.mjs"), program, "--metafile"], {
    stdio: ["ignore", 2, 2]
  })

/** Puts one program with its chunks, and a way to start it. */
const addProgram = (folder, [command, program]) => {
  const dist = path.join(root, "packages", program, "dist")
  const to = path.join(folder, "lib", program)
  mkdirSync(to, { recursive: true })
  copyFileSync(path.join(dist, "main.js"), path.join(to, "main.js"))
  cpSync(path.join(dist, "chunks"), path.join(to, "chunks"), {
    recursive: true,
    filter: (x) => !x.endsWith(".map") && !x.endsWith(".LEGAL.txt")
  })
  writeFileSync(path.join(to, "package.json"), '{ "type": "module" }\n')
  const start = path.join(folder, "bin", command)
  mkdirSync(path.dirname(start), { recursive: true })
  const launcher = readFileSync(path.join(import.meta.dirname, "launcher.sh"), "utf8")
  writeFileSync(start, launcher.replaceAll("@PROGRAM@", program))
  chmodSync(start, 0o755)
}

/** What is in the archive for one kind of machine, in a folder; the packages that are in it. */
export const stage = (arch, folder) => {
  rmSync(folder, { recursive: true, force: true })
  const node = nodeFor(arch)
  const binary = path.join(folder, "lib", "node")
  const packages = bundledPackages()
  for (const entry of Object.entries(programs)) addProgram(folder, entry)
  copyFileSync(path.join(node, "bin", "node"), binary)
  chmodSync(binary, 0o755)
  mkdirSync(path.join(folder, "licences"))
  copyFileSync(path.join(node, "LICENSE"), path.join(folder, "licences", "node.txt"))
  writeFileSync(path.join(folder, "licences", "npm-packages.txt"), thirdPartyText(packages))
  copyFileSync(path.join(root, "LICENSE"), path.join(folder, "LICENSE"))
  cpSync(path.join(root, "deploy", "systemd"), path.join(folder, "systemd"), { recursive: true })
  copyFileSync(path.join(import.meta.dirname, "README.md"), path.join(folder, "README.md"))
  const bill = billOf({ arch, binary, packages, version })
  writeFileSync(path.join(folder, "sbom.cdx.json"), `${JSON.stringify(bill, null, 2)}\n`)
  return packages
}

/** The time that files get: that of the commit, or what the caller says as reproducible builds do. */
export const epoch = () =>
  process.env.SOURCE_DATE_EPOCH ??
  execFileSync("git", ["log", "-1", "--format=%ct"], { cwd: root, encoding: "utf8" }).trim()

/** The same bytes for the same files. */
export const tar = (file, folder, ...names) => {
  const same = [
    "--sort=name",
    `--mtime=@${epoch()}`,
    "--owner=0",
    "--group=0",
    "--numeric-owner",
    "--format=posix"
  ]
  const noTimes = "--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime"
  const args = [...same, noTimes, "--mode=u+rw,go+r-w,a+X", "--use-compress-program=gzip -n -6"]
  execFileSync("tar", [...args, "-cf", file, "-C", folder, ...names])
}

export const bundleAll = () => Object.values(programs).forEach(bundle)

/** Makes the archive; its file. */
export const archive = (arch, to = build) => {
  mkdirSync(to, { recursive: true })
  const name = nameOf(arch)
  const file = path.join(to, `${name}.tar.gz`)
  stage(arch, path.join(to, name))
  tar(file, to, name)
  rmSync(path.join(to, name), { recursive: true })
  const digest = createHash("sha256").update(readFileSync(file)).digest("hex")
  writeFileSync(`${file}.sha256`, `${digest}  ${name}.tar.gz\n`)
  return file
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const wanted = process.argv.slice(2)
  const unknown = wanted.find((x) => !architectures.includes(x))
  if (unknown !== undefined) {
    console.error(`usage: npm run archive [-- ${architectures.join("|")}]; ${unknown} is neither`)
    process.exit(2)
  }
  bundleAll()
  for (const arch of wanted.length === 0 ? architectures : wanted) {
    const file = archive(arch)
    console.log(`${path.relative(root, file)}: ${(readFileSync(file).length / 1e6).toFixed(1)} MB`)
  }
}
