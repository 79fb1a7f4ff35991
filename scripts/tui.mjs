// The terminal UI on an installation to play with: an emulated Elasticsearch in this process, the built server as a child, some backups, and one
// that is being taken. Nothing in it is real, and all of it is gone when the terminal UI ends. With `--server URL` it opens that server instead.
//
//   npm run tui [-- --server http://127.0.0.1:9600] [-- --theme high-contrast] …
import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { startDemo } from "../packages/cli-tui/test-tui/harness/demo.ts"

const main = fileURLToPath(new URL("../packages/cli-tui/dist/main.js", import.meta.url))
const args = process.argv.slice(2)
const isOwn =
  args.some((x) => x === "--server" || x.startsWith("--server=")) || process.env.CAMUNDA_BACKUP_SERVER
const isTerminal = process.stdin.isTTY && process.stdout.isTTY
const demo = isOwn || !isTerminal ? undefined : await startDemo(4000)
const child = spawn(
  process.execPath,
  [main, "tui", ...(demo === undefined ? [] : ["--server", demo.url]), ...args],
  { stdio: "inherit" }
)
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal))
const [code] = await once(child, "exit")
await demo?.close()
process.exit(code ?? 1)
