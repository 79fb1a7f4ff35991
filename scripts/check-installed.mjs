// Installs the packed packages with npm alone in empty folders. The two programs must start and do their work there, and bring no more than
// `limit`; the libraries must be importable beside what their README tells to install.
import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import path from "node:path"
import { createInterface } from "node:readline"
import { promisify } from "node:util"
import { checkNpx } from "./npx-package/check.mjs"

/** Of node_modules of one program, in bytes. It was 145 MB with the test kit and a second copy of what is bundled, and is 4 MB without. */
const limit = 10e6

const run = promisify(execFile)

const sizeOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((x) => x.isFile())
    .reduce((sum, x) => sum + statSync(path.join(x.parentPath, x.name)).size, 0)

const install = async (folder, tarballs) => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, "package.json"), '{ "private": true, "type": "module" }\n')
  const args = ["install", "--no-audit", "--no-fund", "--prefer-offline", ...tarballs]
  await run("npm", args, { cwd: folder })
  return path.join(folder, "node_modules")
}

/** The program as npm links it, run by this Node; its environment has nothing of ours. */
const program = (modules, name) => [process.execPath, path.join(modules, ".bin", name)]
const environment = { PATH: process.env.PATH, HOME: process.env.HOME }

const startServer = async (modules) => {
  const [node, main] = program(modules, "camunda-backup-server")
  const server = spawn(node, [main, "--embedded", "--port", "0"], {
    env: environment,
    stdio: ["ignore", "pipe", "inherit"]
  })
  for await (const line of createInterface({ input: server.stdout })) {
    const url = /"url":"([^"]+)"/.exec(line)?.[1]
    if (url !== undefined) {
      server.stdout.resume()
      return { server, url }
    }
  }
  throw new Error("the installed camunda-backup-server --embedded did not come up")
}

const backUp = async (servers, clients, meanwhile) => {
  const { server, url } = await startServer(servers)
  try {
    const problems = await meanwhile(url)
    const [node, main] = program(clients, "camunda-backup")
    const at = { env: { ...environment, CAMUNDA_BACKUP_SERVER: url } }
    const { stdout: id } = await run(node, [main, "create", "--wait", "--quiet"], at)
    const { stdout: list } = await run(node, [main, "list", "-o", "json"], at)
    const states = JSON.parse(list).backups.map((x) => `${x.backupId} ${x.component} ${x.state}`)
    const expected = ["operate", "tasklist"].map((x) => `${id.trim()} ${x} COMPLETED`)
    return expected.every((x) => states.includes(x))
      ? problems
      : [...problems, `installed: the backup is not there: ${states}`]
  } finally {
    server.kill("SIGINT")
    if (server.exitCode === null) await once(server, "exit")
  }
}

/** An importer's program: the server's application over the core's memory, asked by the command line's `run`. */
const imports = `
import { CamundaVersion, layerMemory, MemoryElasticsearch, Settings } from "@camunda-backup/core"
import { makeApp } from "@camunda-backup/server"
import { run } from "@camunda-backup/cli-tui"
import { startEmulator } from "@camunda-backup/testkit/emulator"
import "@camunda-backup/testkit"
import { ManagedRuntime, Option } from "effect"

const camundaVersion = Option.getOrThrow(CamundaVersion.parse("8.7.2"))
const settings = Settings.make({ camundaVersion, repository: "camunda" })
const runtime = ManagedRuntime.make(layerMemory(MemoryElasticsearch.make("camunda", { indices: [], aliases: [] }), settings))
const listener = makeApp(runtime, { version: "1", embedded: false, component: "operate" }).listen(0, "127.0.0.1", async () => {
  const args = ["list", "-o", "json", "--server", "http://127.0.0.1:" + listener.address().port]
  const stdout = (text) => process.stdout.write(text)
  const code = await run({ args, environment: {}, stdout, stderr: stdout, columns: null, terminal: () => ({}), readFile: () => "" })
  const emulator = await startEmulator()
  await emulator.close()
  await runtime.dispose()
  process.exit(code)
})
`

/** Installs one program by itself; its modules, and what is wrong with them. */
const installProgram = async (folder, tarballs, name, command) => {
  const modules = await install(path.join(folder, `only-${name}`), [tarballs[name]])
  const size = sizeOf(modules)
  const brought = readdirSync(modules).filter((x) => !x.startsWith("."))
  console.log(
    `${name}: ${(size / 1e6).toFixed(1)} MB installed (limit ${limit / 1e6} MB): ${brought.join(" ")}`
  )
  const { version } = JSON.parse(
    readFileSync(path.join(modules, "@camunda-backup", name, "package.json"), "utf8")
  )
  const [node, main] = program(modules, command)
  const { stdout } = await run(node, [main, "--version"], { env: environment })
  const problems = [
    ...(size > limit ? [`${name}: ${size} bytes in node_modules, more than ${limit}`] : []),
    ...(stdout === `${version}\n` ? [] : [`${command} --version prints ${stdout}`])
  ]
  return { modules, problems }
}

const importAll = async (folder, tarballs) => {
  await install(folder, Object.values(tarballs))
  writeFileSync(path.join(folder, "imports.js"), imports)
  const { stdout } = await run(process.execPath, ["imports.js"], { cwd: folder, env: environment })
  return /"backups": ?\[\]/.test(stdout) ? [] : [`libraries: a list of nothing is ${stdout}`]
}

/** `npxPackage`: as `checkNpx` takes it. */
export const checkInstalled = async (folder, tarballs, npxPackage) => {
  const [server, cli] = await Promise.all([
    installProgram(folder, tarballs, "server", "camunda-backup-server"),
    installProgram(folder, tarballs, "cli-tui", "camunda-backup")
  ])
  return [
    ...server.problems,
    ...cli.problems,
    ...(await backUp(server.modules, cli.modules, (url) => checkNpx(folder, npxPackage, url))),
    ...(await importAll(path.join(folder, "libraries"), tarballs))
  ]
}
