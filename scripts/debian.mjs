// Programs that tests drive and npm does not have. Installs from Debian what is missing; where that is not possible, it fails: what was not driven is not tested.
import { execFileSync, spawnSync } from "node:child_process"

export const runs = (program, ...args) => spawnSync(program, args, { stdio: "ignore" }).status === 0

/** How this user becomes root without being asked anything; `null`: not at all. */
const asRoot = () =>
  process.getuid?.() === 0 ? [] : runs("sudo", "-n", "true") ? ["sudo", "-n", "-E"] : null

const install = (...args) => {
  const [command, ...rest] = [...(asRoot() ?? []), "apt-get", ...args]
  execFileSync(command, rest, {
    // Standard output is left to the test run.
    stdio: ["ignore", process.stderr, "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
  })
}

/** `wanted`: packages of Debian, each with how to tell that it is there. `purpose`: what cannot be tested without them. */
export const ensureInstalled = (wanted, purpose) => {
  const missing = () => wanted.filter((x) => !x.isThere()).map((x) => x.name)
  if (missing().length > 0) {
    const names = missing()
    if (asRoot() === null || !runs("apt-get", "--version")) {
      console.error(
        `${names.join(", ")} must be installed to test ${purpose}. As root on Debian: apt-get install ${names.join(" ")}`
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
}
