// Starts the built server with the environment that the chart gives it, and with what Kubernetes would add for a Service called camunda-backup: all must be
// accepted without a word, and where there are certificates it is to speak TLS. Files of Secrets are made for it.
import { execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { createInterface } from "node:readline"
import { authority } from "../../packages/server/test/harness/authority.ts"
import { root } from "./chartFolder.mjs"

const main = path.join(root, "packages", "server", "dist", "main.js")

/** What `enableServiceLinks: true` would add in a namespace with Services of these names. */
const serviceVariables = Object.assign(
  {},
  ...["CAMUNDA_BACKUP", "CAMUNDA_BACKUP_SERVER", "CAMUNDA_BACKUP_ELASTICSEARCH"].map((name) => ({
    [`${name}_SERVICE_HOST`]: "10.0.0.1",
    [`${name}_SERVICE_PORT`]: "9600",
    [`${name}_SERVICE_PORT_HTTP`]: "9600",
    [`${name}_PORT`]: "tcp://10.0.0.1:9600",
    [`${name}_PORT_9600_TCP`]: "tcp://10.0.0.1:9600",
    [`${name}_PORT_9600_TCP_PROTO`]: "tcp",
    [`${name}_PORT_9600_TCP_PORT`]: "9600",
    [`${name}_PORT_9600_TCP_ADDR`]: "10.0.0.1"
  }))
)

/** What is mounted, by what the variable that names it ends with. */
const contents = async () => {
  const token = execFileSync(process.execPath, [main, "token", "test", "--role", "admin"], {
    encoding: "utf8"
  })
  const made = await authority("chart")
  // One day of life, just begun: an older one would be warned of.
  const { cert, key } = await made.sign("camunda-backup", new Date(Date.now() + 23 * 3_600_000))
  return [
    [/_ACCESS_FILE$/, `tokens:\n${token.slice(token.indexOf("  - name"))}`],
    [/_CA_(FILE|PATH)$/, made.cert],
    [/_CERTIFICATE_(FILE|PATH)$/, cert],
    [/_KEY_(FILE|PATH)$/, key],
    [/_FILE$/, "S3cret"]
  ]
}

const environmentOf = async (container, folder) => {
  const made = await contents()
  return Object.fromEntries(
    container.env.map(({ name, value = "from-a-reference" }) => {
      if (!value.startsWith("/etc/camunda-backup/")) return [name, value]
      const file = path.join(folder, value)
      mkdirSync(path.dirname(file), { recursive: true })
      const [, text] = made.find(([ending]) => ending.test(name)) ?? []
      if (text === undefined) throw new Error(`nothing is made for ${name}`)
      writeFileSync(file, text)
      return [name, file]
    })
  )
}

const isPort = (name) => /^CAMUNDA_BACKUP_(MANAGEMENT_)?PORT$/.test(name)

const start = async (environment) => {
  const ports = Object.fromEntries(
    Object.keys(environment)
      .filter(isPort)
      .map((x) => [x, "0"])
  )
  const server = spawn(process.execPath, [main], {
    // The ports are those that are free here.
    env: { ...serviceVariables, ...environment, ...ports },
    stdio: ["ignore", "pipe", "pipe"]
  })
  const problems = []
  server.stderr.setEncoding("utf8").on("data", (x) => problems.push(x.trim()))
  const ended = once(server, "exit")
  for await (const line of createInterface({ input: server.stdout })) {
    const { level, message, url } = JSON.parse(line)
    // Said last; what it warns of comes before.
    if (message === "listening") {
      const scheme = "CAMUNDA_BACKUP_TLS_KEY_PATH" in environment ? "https" : "http"
      if (new URL(url).protocol !== `${scheme}:`) problems.push(`it listens at ${url}, not with ${scheme}`)
      server.kill("SIGINT")
    }
    // What `access.auth: none` means is meant to be said.
    else if (level !== "info" && !message.startsWith("CAMUNDA_BACKUP_AUTH=none")) problems.push(message)
  }
  await ended
  return problems
}

/** What the server says about the environment of the first Deployment; nothing where there is none. */
export const startsWith = async (objects) => {
  const deployment = objects.find((x) => x.kind === "Deployment")
  if (deployment === undefined) return []
  const folder = mkdtempSync(path.join(tmpdir(), "pod-"))
  try {
    return await start(await environmentOf(deployment.spec.template.spec.containers[0], folder))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
