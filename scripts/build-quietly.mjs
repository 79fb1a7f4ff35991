// Builds a package and what it needs without a word, so that only the program that is run afterwards is heard. Where the build fails, all of it.
//
//   node scripts/build-quietly.mjs <package> [<package>…]      (none: all)
import { spawnSync } from "node:child_process"
import path from "node:path"
import { fileURLToPath } from "node:url"

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const filters = process.argv.slice(2).map((name) => `--filter=@camunda-backup/${name}`)
const { error, status, stderr, stdout } = spawnSync(
  path.join(root, "node_modules/.bin/turbo"),
  ["run", "build", ...filters, "--output-logs=errors-only"],
  { cwd: root, encoding: "utf8", env: { ...process.env, DO_NOT_TRACK: "1" } }
)
if (error !== undefined || status !== 0) {
  process.stderr.write(error === undefined ? stdout + stderr : `turbo could not be run: ${error.message}\n`)
  process.exit(status === null || status === 0 ? 1 : status)
}
