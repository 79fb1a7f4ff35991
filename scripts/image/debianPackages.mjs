// The libraries that Node needs, as packages of Debian for any kind of machine. apt checks their signatures; its state is kept apart from that of this machine, so
// that no root is needed.
import { execFileSync } from "node:child_process"
import { mkdirSync, readdirSync } from "node:fs"
import path from "node:path"

/** What `lib/node` is linked to, and what says which Debian it is from, for those who scan images. */
const wanted = ["base-files", "libatomic1", "libc6", "libgcc-s1", "libstdc++6"]

const fields = (file, ...names) => execFileSync("dpkg-deb", ["-f", file, ...names], { encoding: "utf8" })

/** Downloads them into `folder`; `{ file, name, version, control }` of each. `arch` as Debian says: amd64, arm64. */
export const downloadPackages = (arch, folder) => {
  const state = path.join(folder, "apt")
  const debs = path.join(folder, "debs")
  for (const x of ["lists/partial", "cache/archives/partial"])
    mkdirSync(path.join(state, x), { recursive: true })
  mkdirSync(debs, { recursive: true })
  const options = [
    `Dir::State::lists=${state}/lists`,
    `Dir::Cache=${state}/cache`,
    "Dir::State::status=/dev/null",
    `APT::Architecture=${arch}`,
    `APT::Architectures=${arch}`,
    "Acquire::Languages=none",
    // Else it gives everything away to a user who may not write here.
    "APT::Sandbox::User=root"
  ].flatMap((x) => ["-o", x])
  const apt = (...args) =>
    execFileSync("apt-get", ["-qq", ...options, ...args], { cwd: debs, stdio: ["ignore", 2, 2] })
  apt("update")
  apt("download", ...wanted)
  return readdirSync(debs)
    .toSorted()
    .map((x) => {
      const file = path.join(debs, x)
      const one = (name) => fields(file, name).trim()
      return { file, name: one("Package"), version: one("Version"), control: fields(file) }
    })
}
