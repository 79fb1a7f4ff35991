// `npm run image`: the image of the Containerfile, by buildah, which needs no daemon and, here, no network. build/camunda-backup-VERSION-ARCH.docker.tar is what
// `docker load`, `podman load` and `skopeo copy docker-archive:…` take. `-- arm64` makes the one for another machine.
import { execFileSync } from "node:child_process"
import { mkdirSync, rmSync } from "node:fs"
import path from "node:path"
import { pathToFileURL } from "node:url"
import { build, bundleAll, epoch, version } from "../archive/build.mjs"
import { root } from "../archive/node.mjs"
import { ensureInstalled, runs } from "../debian.mjs"
import { architectures, rootFileSystem } from "./rootFileSystem.mjs"

const folder = path.join(build, "image")
export const ownArchitecture =
  Object.entries(architectures).find(([, x]) => x === process.arch)?.[0] ?? "amd64"
export const tag = `camunda-backup:${version}`

/** buildah, with everything it keeps below build/. */
export const buildah = (...args) => {
  const storage = [
    "--storage-driver",
    "vfs",
    "--root",
    path.join(folder, "storage"),
    "--runroot",
    path.join(folder, "run")
  ]
  return execFileSync("buildah", [...storage, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"]
  }).trim()
}

const revision = () => execFileSync("git", ["rev-parse", "HEAD"], { cwd: root, encoding: "utf8" }).trim()

/** Builds the image for a machine into buildah's storage. */
export const buildImage = (arch) => {
  rootFileSystem(arch, folder)
  const given = { TARGETARCH: arch, VERSION: version, REVISION: revision() }
  buildah(
    "build-using-dockerfile",
    "--quiet",
    "--isolation=chroot",
    // That of Docker: the other has no HEALTHCHECK.
    "--format=docker",
    `--timestamp=${epoch()}`,
    `--arch=${arch}`,
    ...Object.entries(given).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
    "--tag",
    tag,
    "--file",
    path.join(root, "Containerfile"),
    folder
  )
}

export const prepare = () => {
  ensureInstalled([{ name: "buildah", isThere: () => runs("buildah", "--version") }], "the image")
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  bundleAll()
}

export const clear = () => rmSync(folder, { recursive: true, force: true })

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [arch = ownArchitecture] = process.argv.slice(2)
  if (!(arch in architectures)) {
    console.error(`usage: npm run image [-- ${Object.keys(architectures).join("|")}]; ${arch} is neither`)
    process.exit(2)
  }
  prepare()
  try {
    buildImage(arch)
    const file = path.join(build, `camunda-backup-${version}-${arch}.docker.tar`)
    rmSync(file, { force: true })
    buildah("push", "--quiet", tag, `docker-archive:${file}:${tag}`)
    console.log(path.relative(root, file))
  } finally {
    clear()
  }
}
