// Installs the workspace with the pinned pnpm. Runs on any Node >= 18, so a bare
// "Node 20 + npm" machine can start; everything after it runs on the pinned Node.
import { spawnSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import path from "node:path"

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const { packageManager } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"))
const local = path.join(root, "node_modules", ".bin", "pnpm")
const version = packageManager.split("@")[1].split("+")[0]

const env = { ...process.env, npm_config_yes: "true" }
const localOk =
  existsSync(local) &&
  spawnSync(local, ["--version"], { cwd: root, env }).stdout?.toString().trim() === version
const [cmd, args] = localOk ? [local, []] : ["npx", ["-y", `pnpm@${version}`]]
const r = spawnSync(
  cmd,
  [...args, "install", "--frozen-lockfile", "--reporter=append-only", "--loglevel=warn"],
  {
    cwd: root,
    env,
    stdio: "inherit",
    shell: process.platform === "win32"
  }
)
process.exit(r.status ?? 1)
