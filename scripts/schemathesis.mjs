// Asks the built server, over the emulator in its own process, what its description can say, and fails on an answer that the description does not
// know. schemathesis comes from PyPI into an environment of its own; the seed is fixed, so that a run can be repeated. `npm run schemathesis -- 7`
// takes another seed.
import { execFileSync, spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"

const version = "4.32.5"
const [seed = "1"] = process.argv.slice(2)
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const environment = mkdtempSync(path.join(tmpdir(), "schemathesis-"))
const run = (command, ...args) => execFileSync(command, args, { stdio: "inherit", cwd: environment })

const server = spawn(process.execPath, [path.join(root, "packages/server/dist/main.js"), "--embedded"], {
  env: { ...process.env, CAMUNDA_BACKUP_PORT: "0", CAMUNDA_BACKUP_REQUESTS_PER_MINUTE: "0" },
  stdio: ["ignore", "pipe", "inherit"]
})

/** The address that the server says; it is not waited for longer than 30 s. */
const address = () =>
  new Promise((resolve, reject) => {
    let said = ""
    const late = setTimeout(() => reject(new Error(`no address within 30 s: ${said}`)), 30_000)
    server.stdout.on("data", (chunk) => {
      said += chunk
      const [, url] = /(http:\/\/127\.0\.0\.1:[0-9]+)/.exec(said) ?? []
      if (url === undefined) return
      clearTimeout(late)
      // Everything else it says is nobody's business, and must not fill the pipe.
      server.stdout.removeAllListeners("data").resume()
      resolve(url)
    })
    server.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${said}`)))
  })

let failed = false
try {
  const url = await address()
  run("python3", "-m", "venv", "venv")
  run("venv/bin/pip", "install", "--quiet", "--disable-pip-version-check", `schemathesis==${version}`)
  run(
    "venv/bin/schemathesis",
    "run",
    `${url}/openapi.json`,
    "--checks=status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance,unsupported_method,allow_header_conformance",
    // A stream of events has no end.
    "--exclude-operation-id=backups.events",
    `--seed=${seed}`,
    "--max-examples=30",
    "--max-time=60",
    "--request-timeout=30",
    "--continue-on-failure",
    "--warnings=off"
  )
} catch (error) {
  console.error(error.message)
  failed = true
} finally {
  server.kill()
  rmSync(environment, { recursive: true, force: true })
}
process.exitCode = failed ? 1 : 0
