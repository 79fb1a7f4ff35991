// `npx camunda-backup`, as whoever has installed nothing types it: in an empty folder, with an empty cache, from a registry that has the packed packages
// and no other; and the two tarballs installed where there is no registry at all.
import { execFile } from "node:child_process"
import { existsSync, mkdirSync, readdirSync } from "node:fs"
import path from "node:path"
import { promisify } from "node:util"
import { startRegistry } from "./registry.mjs"

const run = promisify(execFile)

/** Of npm, as on a machine where it never ran. `registry` and `cache` are those of the trial. */
const environmentOf = (folder, registry, more) => ({
  PATH: process.env.PATH,
  HOME: folder,
  npm_config_registry: registry,
  npm_config_cache: path.join(folder, "cache"),
  npm_config_update_notifier: "false",
  npm_config_fetch_retries: "0",
  ...more
})

const tried = async (what, work) => {
  try {
    const wrong = await work()
    return wrong === null ? [] : [`${what}: ${wrong}`]
  } catch (error) {
    return [`${what}: ${error.stderr ?? ""}${error.message}`]
  }
}

const versionAndList = async ({ npx, cwd, env, version }) => {
  const { stdout: printed } = await run("npx", [...npx, "camunda-backup", "--version"], { cwd, env })
  if (printed !== `${version}\n`) return `--version prints ${printed}`
  const { stdout: list } = await run("npx", [...npx, "camunda-backup", "list", "-o", "json"], { cwd, env })
  return JSON.parse(list).kind === "BackupList" ? null : `list prints ${list}`
}

/** Manifest and tarball of both packages, and of others that the registry has too; `url`: of a server to ask. */
export const checkNpx = async (folder, { own, cli, others }, url) => {
  const { version } = own.manifest
  const at = { CAMUNDA_BACKUP_SERVER: url }
  const fromRegistry = path.join(folder, "npx-from-a-registry")
  mkdirSync(fromRegistry)
  const registry = await startRegistry([own, cli, ...others])
  const env = environmentOf(fromRegistry, registry.url, at)
  const problems = await tried("npx camunda-backup", () =>
    versionAndList({ npx: ["--yes"], cwd: fromRegistry, env, version })
  )
  registry.close()
  const kept = path.join(fromRegistry, "cache", "_npx")
  const brought = (existsSync(kept) ? readdirSync(kept, { recursive: true }) : [])
    .filter((x) => /node_modules\/(@[^/]+\/)?[^/@.][^/]*\/package\.json$/.test(x))
    .map((x) => x.replace(/^.*node_modules\/(.*)\/package\.json$/, "$1"))
  const wanted = [own, cli].map((x) => x.manifest.name)
  if (brought.length !== wanted.length || !wanted.every((x) => brought.includes(x)))
    problems.push(`npx camunda-backup brings ${brought.join(" ")}`)

  const alone = path.join(folder, "npx-without-a-registry")
  mkdirSync(alone)
  const without = await tried("camunda-backup from tarballs", async () => {
    // Nothing listens there.
    const away = environmentOf(alone, "http://127.0.0.1:9", at)
    const tarballs = [own.tarball, cli.tarball]
    await run("npm", ["install", "--no-audit", "--no-fund", ...tarballs], { cwd: alone, env: away })
    return versionAndList({ npx: [], cwd: alone, env: away, version })
  })
  return [...problems, ...without]
}
