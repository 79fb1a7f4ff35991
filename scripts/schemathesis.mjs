// Asks the built server, over the emulator in its own process, what its description can say, and fails on an answer that the description does not
// know: where nobody has to say who they are, without credentials where they have to, and as one who may only read. Of the last two nothing may be
// left behind. schemathesis comes from PyPI into an environment of its own; the seed is fixed, so that a run can be repeated.
// `npm run schemathesis -- 7` takes another seed.
import { execFileSync, spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"

const version = "4.32.5"
const [seed = "1"] = process.argv.slice(2)
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const environment = mkdtempSync(path.join(tmpdir(), "schemathesis-"))
const run = (command, ...args) => execFileSync(command, args, { stdio: "inherit", cwd: environment })

/** The address that the server says; it is not waited for longer than 30 s. */
const addressOf = (server) =>
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

const withServer = async (settings, work) => {
  const server = spawn(process.execPath, [path.join(root, "packages/server/dist/main.js"), "--embedded"], {
    env: { ...process.env, CAMUNDA_BACKUP_PORT: "0", CAMUNDA_BACKUP_REQUESTS_PER_MINUTE: "0", ...settings },
    stdio: ["ignore", "pipe", "inherit"]
  })
  try {
    await work(await addressOf(server))
  } finally {
    server.kill()
  }
}

const conformance = [
  "status_code_conformance",
  "content_type_conformance",
  "response_headers_conformance",
  "response_schema_conformance",
  "allow_header_conformance"
]

/** `more`: how long, and as whom. */
const ask = (url, description, checks, ...more) =>
  run(
    "venv/bin/schemathesis",
    "run",
    description,
    `--url=${url}`,
    `--checks=${checks}`,
    // A stream of events has no end.
    "--exclude-operation-id=backups.events",
    `--seed=${seed}`,
    "--max-examples=30",
    "--request-timeout=30",
    "--continue-on-failure",
    "--warnings=off",
    ...more
  )

const bearer = (token) => ({ authorization: `Bearer ${token}` })
const textOf = async (url, token) => {
  const response = await fetch(url, { headers: token === undefined ? {} : bearer(token) })
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`)
  return response.text()
}

const tokens = { admin: "cbk_admin-of-schemathesis", viewer: "cbk_viewer-of-schemathesis" }
const accessFile = path.join(environment, "access.json")
const descriptionFile = path.join(environment, "openapi.json")

const nothingHappened = async (url, who) => {
  const left = await Promise.all(
    ["backups", "restores"].map(async (x) => JSON.parse(await textOf(`${url}/api/v1/${x}`, tokens.admin))[x])
  )
  if (left.some((x) => x.length !== 0))
    throw new Error(`${who}: something was changed: ${JSON.stringify(left).slice(0, 500)}`)
}

let failed = false
try {
  run("python3", "-m", "venv", "venv")
  run("venv/bin/pip", "install", "--quiet", "--disable-pip-version-check", `schemathesis==${version}`)
  await withServer({}, (url) =>
    ask(url, `${url}/openapi.json`, [...conformance, "unsupported_method"], "--max-time=60")
  )
  writeFileSync(
    accessFile,
    JSON.stringify({
      tokens: Object.entries(tokens).map(([role, token]) => ({
        name: role,
        role,
        sha256: createHash("sha256").update(token).digest("hex")
      }))
    })
  )
  await withServer({ CAMUNDA_BACKUP_ACCESS_FILE: accessFile }, async (url) => {
    writeFileSync(descriptionFile, await textOf(`${url}/openapi.json`, tokens.viewer))
    // Who may not ask at all is not told what there is: 401 and 403, and not 405.
    ask(url, descriptionFile, conformance, "--max-time=15")
    await nothingHappened(url, "without credentials")
    ask(
      url,
      descriptionFile,
      conformance,
      "--max-time=20",
      "--header",
      `Authorization: Bearer ${tokens.viewer}`
    )
    await nothingHappened(url, "as a viewer")
  })
} catch (error) {
  console.error(error.message)
  failed = true
} finally {
  rmSync(environment, { recursive: true, force: true })
}
process.exitCode = failed ? 1 : 0
