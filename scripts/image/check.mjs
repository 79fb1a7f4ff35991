// `npm run test:image`: builds the image of this machine, and runs its root file system as a container runtime would: read-only, as its user, without
// capabilities, with nothing else of this machine to be seen. No daemon is needed; bubblewrap stands in for the runtime.
import { spawnSync } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import path from "node:path"
import { problemsOfBill } from "../archive/billCheck.mjs"
import { version } from "../archive/build.mjs"
import { backUp, serve } from "../archive/smoke.mjs"
import { ensureInstalled, runs } from "../debian.mjs"
import { buildah, buildImage, clear, ownArchitecture, prepare, tag } from "./build.mjs"

ensureInstalled([{ name: "bubblewrap", isThere: () => runs("bwrap", "--version") }], "the image")

/** Of all layers, as a registry keeps them. */
const limit = 130e6
const folder = mkdtempSync(path.join(tmpdir(), "camunda-backup-image-"))
const failures = []
let count = 0

const check = (what, problems) => {
  count += 1
  if (problems.length > 0) failures.push(`${what}:\n  ${problems.join("\n  ")}`)
}

const equal = (what, found, expected) =>
  check(
    what,
    JSON.stringify(found) === JSON.stringify(expected)
      ? []
      : [`${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`]
  )

const json = (file) => JSON.parse(readFileSync(file, "utf8"))

const layersOf = (image) => {
  const blob = ({ digest }) => path.join(image, "blobs", ...digest.split(":"))
  const [manifest] = json(path.join(image, "index.json")).manifests
  return json(blob(manifest)).layers.map(blob)
}

/** What the image says of itself. */
const checkConfiguration = (config) => {
  const { Entrypoint, ExposedPorts, Healthcheck, Labels, StopSignal, User } = config
  equal("its user is a number, and not root", User, "65532:65532")
  equal("its entry", Entrypoint, ["camunda-backup-server"])
  equal("its health check needs no shell", Healthcheck.Test, ["CMD", "camunda-backup-server", "health"])
  equal("its port", Object.keys(ExposedPorts), ["9600/tcp"])
  equal("its signal", StopSignal, "SIGTERM")
  const label = (name) => Labels[`org.opencontainers.image.${name}`]
  equal("its version", label("version"), version)
  for (const name of ["title", "description", "licenses", "revision"])
    check(`its label ${name}`, (label(name) ?? "unknown") === "unknown" ? ["is not set"] : [])
}

const filesIn = (root) =>
  readdirSync(root, { recursive: true, withFileTypes: true }).map((x) => ({
    file: path.join(x.parentPath, x.name),
    isFile: x.isFile()
  }))

const checkFiles = (root) => {
  const files = filesIn(root).filter((x) => x.isFile)
  const names = files.map((x) => path.basename(x.file))
  check(
    "there is no shell and no package manager",
    names.filter((x) => /^(ba|da|z|a)?sh$|^busybox$|^apt|^dpkg$|^npm$/.test(x))
  )
  check(
    "nothing gains privileges, and nothing can be written by others",
    files.filter((x) => (statSync(x.file).mode & 0o6022) !== 0).map((x) => x.file)
  )
  equal(
    "what can be started",
    names.filter((_, i) => path.dirname(files[i].file).endsWith("/bin")).toSorted(),
    ["camunda-backup", "camunda-backup-server"]
  )
}

/** Runs programs in the root file system as the user of the image. */
const containerOf = (root, { Env, User }) => {
  const [uid = "", gid = ""] = User.split(":")
  const env = Object.fromEntries(Env.map((x) => x.split("=")))
  const isolated = [
    "--unshare-user",
    "--uid",
    uid,
    "--gid",
    gid,
    "--unshare-ipc",
    "--unshare-uts",
    "--die-with-parent",
    "--cap-drop",
    "ALL"
  ]
  const mounts = ["--ro-bind", root, "/", "--proc", "/proc", "--dev", "/dev"]
  const command = (...args) => ["bwrap", ...isolated, ...mounts, ...args]
  const run = (variables, ...args) => {
    const [program, ...rest] = command(...args)
    return spawnSync(program, rest, { env: { ...env, ...variables }, encoding: "utf8", timeout: 60_000 })
  }
  return { command, env, run }
}

/** The health check has to be told which, as a container is. */
const freePort = async () => {
  const server = createServer().listen(0)
  await once(server, "listening")
  const { port } = server.address()
  server.close()
  await once(server, "close")
  return port
}

const list = async (port, authorization) =>
  (await fetch(`http://127.0.0.1:${port}/api/v1/backups`, { headers: { authorization } })).status

/** As a container that others can reach, with what is needed for that as a file and variables. */
const checkOpen = async ({ command, env, run }, { Entrypoint, Healthcheck }) => {
  const [token, ...entry] = run({}, "camunda-backup-server", "token", "ci", "--role", "viewer").stdout.split(
    "\n"
  )
  const access = path.join(folder, "access.yaml")
  writeFileSync(access, `tokens:\n${entry.filter((x) => x.startsWith("  ")).join("\n")}\n`)
  // Any file that is there in the image can be covered by it.
  const inside = "/etc/debian_version"
  const port = await freePort()
  const settings = {
    CAMUNDA_BACKUP_HOST: "0.0.0.0",
    CAMUNDA_BACKUP_PORT: String(port),
    CAMUNDA_BACKUP_ACCESS_FILE: inside
  }
  const [program, ...args] = command("--ro-bind", access, inside, ...Entrypoint, "--embedded")
  const server = await serve(program, args, { ...env, ...settings })
  const health = () => run(settings, ...Healthcheck.Test.slice(1)).status
  equal("the health check finds the server", health(), 0)
  equal("who has no token is refused", await list(port, ""), 401)
  equal("who has one is answered", await list(port, `Bearer ${token}`), 200)
  const { code, millis } = await server.end()
  equal(
    "SIGTERM ends it after the drain time, in order",
    [code, millis >= 4000 && millis < 12_000],
    [0, true]
  )
  equal("the health check says that nothing is there", health(), 1)
}

try {
  prepare()
  buildImage(ownArchitecture)
  const image = path.join(folder, "oci")
  buildah("push", "--quiet", "--format", "oci", tag, `oci:${image}:${version}`)
  const size = layersOf(image).reduce((sum, x) => sum + statSync(x).size, 0)
  console.log(`image: ${(size / 1e6).toFixed(1)} MB compressed (limit ${limit / 1e6} MB)`)
  check("size", size > limit ? [`${size} bytes, more than ${limit}`] : [])
  const { config } = JSON.parse(buildah("inspect", "--type", "image", tag)).Docker
  checkConfiguration(config)

  const root = buildah("mount", buildah("from", tag))
  checkFiles(root)
  const bill = path.join(root, "opt/camunda-backup/sbom.cdx.json")
  check("bill of materials", await problemsOfBill(bill, path.dirname(bill)))
  const components = new Set(json(bill).components.map((x) => x.name))
  check(
    "the libraries are in the bill",
    ["libc6", "libstdc++6"].filter((x) => !components.has(x))
  )

  const container = containerOf(root, config)
  check("takes a backup", await backUp((name) => container.command(name), container.env))
  const writes = container.run({}, "/opt/camunda-backup/lib/node", "-e", 'fs.writeFileSync("/tmp/x", "")')
  check("nothing can be written", writes.stderr.includes("EROFS") ? [] : [writes.stderr])
  await checkOpen(container, config)
} finally {
  clear()
  rmSync(folder, { recursive: true, force: true })
}

for (const failure of failures) console.error(`\n${failure}`)
console.log(`\n${count - failures.length} passed, ${failures.length} failed, 0 skipped`)
process.exitCode = failures.length === 0 ? 0 : 1
