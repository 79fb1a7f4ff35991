// Runs what somebody has just unpacked, where nothing else is: an empty environment, no PATH, another folder.
import { execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import { readFileSync } from "node:fs"
import { createInterface } from "node:readline"

/** What really runs below a process that only waits for it, as that of a sandbox does; itself where nothing is below. */
const innermost = (pid) => {
  const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ")
  return child === undefined || child === "" ? pid : innermost(Number(child))
}

/** Starts `command` as a server; `{ url, end }`, where `end` tells it to stop and says how that went. */
export const serve = async (command, args, env) => {
  const server = spawn(command, args, { env, cwd: "/", stdio: ["ignore", "pipe", "pipe"] })
  let said = ""
  server.stderr.setEncoding("utf8").on("data", (x) => (said += x))
  const ended = once(server, "exit")
  const late = setTimeout(() => server.kill("SIGKILL"), 60_000)
  const end = async () => {
    const begun = Date.now()
    process.kill(innermost(server.pid), "SIGTERM")
    const [code, signal] = await ended
    clearTimeout(late)
    return { code, signal, millis: Date.now() - begun }
  }
  for await (const line of createInterface({ input: server.stdout })) {
    const url = /"url":"([^"]+)"/.exec(line)?.[1]
    if (url !== undefined) {
      server.stdout.resume()
      return { url, end }
    }
  }
  throw new Error(`${command} did not come up: ${said}`)
}

const outputOf = (command, args, env) =>
  execFileSync(command, args, { env, cwd: "/", encoding: "utf8", timeout: 60_000 })

/** Both programs at work: a backup of the emulated Elasticsearch. `start`: how to run a program, `[command, ...args]`. */
export const backUp = async (start, environment = {}) => {
  const [serverCommand, ...serverArgs] = start("camunda-backup-server")
  const [cliCommand, ...cliArgs] = start("camunda-backup")
  const env = { ...environment, CAMUNDA_BACKUP_DRAIN_TIME: "0s" }
  const { url, end } = await serve(serverCommand, [...serverArgs, "--embedded", "--port", "0"], env)
  const problems = []
  try {
    for (const flags of [[], ["--ready"]]) {
      const answer = outputOf(serverCommand, [...serverArgs, "health", url, ...flags], environment)
      if (!answer.endsWith(": UP\n")) problems.push(`health ${flags.join(" ")}: ${answer}`)
    }
    const at = { ...environment, CAMUNDA_BACKUP_SERVER: url }
    const id = outputOf(cliCommand, [...cliArgs, "create", "--wait", "--quiet"], at).trim()
    const { backups } = JSON.parse(outputOf(cliCommand, [...cliArgs, "list", "-o", "json"], at))
    const completed = backups.filter((x) => String(x.backupId) === id && x.state === "COMPLETED").length
    if (completed !== 2) problems.push(`the backup ${id} is not there: ${JSON.stringify(backups)}`)
  } finally {
    const { code, millis, signal } = await end()
    if (code !== 0 || millis > 10_000)
      problems.push(`SIGTERM: ended with ${code ?? signal} after ${millis} ms`)
  }
  return problems
}
