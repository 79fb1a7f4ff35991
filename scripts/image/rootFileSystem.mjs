// What an image consists of: the content of the archive, without what a shell would be needed for, and the libraries below it.
import { execFileSync } from "node:child_process"
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from "node:fs"
import path from "node:path"
import { billOf } from "../archive/bill.mjs"
import { stage, tar, version } from "../archive/build.mjs"
import { programs } from "../archive/bundled.mjs"
import { downloadPackages } from "./debianPackages.mjs"

export const architectures = { amd64: "x64", arm64: "arm64" }
const home = "/opt/camunda-backup"

/** `/usr/bin/camunda-backup`: Node is where it is, so that the kernel alone can start it. */
const starter = (program) => `#!${home}/lib/node\nimport("${home}/lib/${program}/main.js")\n`

const write = (root, file, text, mode = 0o644) => {
  const to = path.join(root, file)
  mkdirSync(path.dirname(to), { recursive: true })
  writeFileSync(to, text)
  chmodSync(to, mode)
}

/** Of documentation only what the licences ask for. */
const withoutDocumentation = (root) => {
  const share = path.join(root, "usr", "share")
  for (const x of existsSync(share) ? readdirSync(share) : [])
    if (x !== "doc") rmSync(path.join(share, x), { recursive: true })
  const doc = path.join(share, "doc")
  for (const x of readdirSync(doc, { recursive: true, withFileTypes: true }))
    if (!x.isDirectory() && x.name !== "copyright" && !x.isSymbolicLink())
      rmSync(path.join(x.parentPath, x.name))
}

/** Nothing of a login: base-files brings what a whole Debian needs. */
const withoutLogin = (root) => {
  const kept = new Set(["os-release", "debian_version", "ld.so.conf.d"])
  const etc = path.join(root, "etc")
  for (const x of readdirSync(etc)) if (!kept.has(x)) rmSync(path.join(etc, x), { recursive: true })
  for (const x of [
    "home",
    "root",
    "mnt",
    "media",
    "srv",
    "boot",
    "bin",
    "sbin",
    "usr/games",
    "usr/src",
    "var"
  ])
    rmSync(path.join(root, x), { recursive: true, force: true })
}

const addPackages = (root, packages) => {
  for (const { file } of packages) execFileSync("dpkg-deb", ["-x", file, root])
  withoutDocumentation(root)
  withoutLogin(root)
  // Newer packages have everything below /usr, and the name of the loader is written into every program.
  for (const x of ["lib", "lib64"])
    if (!existsSync(path.join(root, x)) && existsSync(path.join(root, "usr", x)))
      symlinkSync(`usr/${x}`, path.join(root, x))
  // Where scanners of images look in one without dpkg.
  for (const { control, name } of packages) write(root, `var/lib/dpkg/status.d/${name}`, control)
}

const componentOf =
  (arch, distribution) =>
  ({ name, version: ofPackage }) => ({
    type: "library",
    "bom-ref": `deb/${name}`,
    name,
    version: ofPackage,
    purl: `pkg:deb/${distribution}/${encodeURIComponent(name)}@${encodeURIComponent(ofPackage)}?arch=${arch}`
  })

/** Makes `root-ARCH.tar.gz` in `folder`. */
export const rootFileSystem = (arch, folder) => {
  const root = path.join(folder, `root-${arch}`)
  const work = path.join(folder, `work-${arch}`)
  for (const x of [root, work]) rmSync(x, { recursive: true, force: true })
  mkdirSync(root, { recursive: true })
  const debian = downloadPackages(arch, work)
  addPackages(root, debian)
  const to = path.join(root, home)
  const packages = stage(architectures[arch], to)
  for (const x of ["bin", "systemd", "README.md"]) rmSync(path.join(to, x), { recursive: true })
  const distribution =
    /^ID=(.*)$/m.exec(readFileSync(path.join(root, "usr/lib/os-release"), "utf8"))?.[1] ?? "debian"
  const others = debian.map(componentOf(arch, distribution))
  const bill = billOf({ arch, binary: path.join(to, "lib", "node"), others, packages, version })
  write(to, "sbom.cdx.json", `${JSON.stringify(bill, null, 2)}\n`)
  for (const [command, program] of Object.entries(programs))
    write(root, `usr/bin/${command}`, starter(program), 0o755)
  write(root, "etc/passwd", "nonroot:x:65532:65532:nonroot:/:/nonexistent\n")
  write(root, "etc/group", "nonroot:x:65532:\n")
  write(root, "etc/nsswitch.conf", "hosts: files dns\n")
  mkdirSync(path.join(root, "tmp"), { recursive: true })
  tar(path.join(folder, `root-${arch}.tar.gz`), root, ".")
  for (const x of [root, work]) rmSync(x, { recursive: true, force: true })
}
