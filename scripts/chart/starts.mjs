// Starts the built server with the environment that the chart gives it, and with what Kubernetes would add for a Service called camunda-backup: all must be
// accepted without a word. Files of Secrets are made for it; certificates are left out, for nothing here makes any.
import { execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { createInterface } from "node:readline"
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

const contents = () => {
  const token = execFileSync(process.execPath, [main, "token", "test", "--role", "admin"], {
    encoding: "utf8"
  })
  return { "access.yaml": `tokens:\n${token.slice(token.indexOf("  - name"))}` }
}

const environmentOf = (container, folder) => {
  const made = contents()
  const known = container.env.filter((x) => !/TLS_|_CA_FILE$|CLIENT_(CERTIFICATE|KEY)_FILE$/.test(x.name))
  return Object.fromEntries(
    known.map(({ name, value = "from-a-reference" }) => {
      if (!value.startsWith("/etc/camunda-backup/")) return [name, value]
      const file = path.join(folder, value)
      mkdirSync(path.dirname(file), { recursive: true })
      writeFileSync(file, made[path.basename(file)] ?? "S3cret")
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
    const { level, message } = JSON.parse(line)
    // Said last; what it warns of comes before.
    if (message === "listening") server.kill("SIGINT")
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
    return await start(environmentOf(deployment.spec.template.spec.containers[0], folder))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
