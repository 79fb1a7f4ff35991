// The shells that `npm run test:shells` drives. Installs from Debian what is missing; where that is not possible, it fails: a completion that no
// shell has loaded is not tested.
import { execFileSync, spawnSync } from "node:child_process"
import { existsSync } from "node:fs"

const runs = (program, ...args) => spawnSync(program, args, { stdio: "ignore" }).status === 0

const wanted = [
  { name: "zsh", isThere: () => runs("zsh", "--version") },
  { name: "fish", isThere: () => runs("fish", "--version") },
  {
    name: "bash-completion",
    isThere: () => existsSync("/usr/share/bash-completion/bash_completion")
  }
]

const missing = () => wanted.filter((x) => !x.isThere()).map((x) => x.name)

const install = (...args) =>
  execFileSync("apt-get", args, {
    // Standard output is left to the test run.
    stdio: ["ignore", process.stderr, "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
  })

if (missing().length > 0) {
  const names = missing()
  if (process.getuid?.() !== 0 || !runs("apt-get", "--version")) {
    console.error(
      `${names.join(", ")} must be installed to test completion in real shells. As root on Debian: apt-get install ${names.join(" ")}`
    )
    process.exit(1)
  }
  install("update", "-qq")
  install("install", "-qq", "-y", "--no-install-recommends", ...names)
}

const still = missing()
if (still.length > 0) {
  console.error(`${still.join(", ")}: not there, although apt-get installed it`)
  process.exit(1)
}
