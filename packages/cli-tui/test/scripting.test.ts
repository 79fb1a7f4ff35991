/**
 * Every script of docs/scripting.md, run by `sh` with the installed program against the installed server (built by `npm run build`). They use jq
 * and flock; a machine without them can only look whether `sh` reads them.
 */
import { execFile, spawn, type ChildProcess } from "node:child_process"
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

const packages = path.resolve(import.meta.dirname, "../..")
const page = readFileSync(path.resolve(packages, "../docs/scripting.md"), "utf8")
const scripts = [...page.matchAll(/^## (.+)$|^```sh\n([\s\S]*?)^```$/gm)]

const folder = mkdtempSync(path.join(tmpdir(), "camunda-backup-scripting-"))
let server: ChildProcess
let url = ""

const sh = (script: string) =>
  promisify(execFile)("sh", ["-c", script], {
    cwd: folder,
    env: { PATH: `${folder}:${process.env["PATH"]}`, CAMUNDA_BACKUP_SERVER: url }
  })

/** The scripts under a heading, in their order. */
const under = (heading: string): ReadonlyArray<string> => {
  const from = scripts.findIndex(([, title]) => title === heading)
  const rest = scripts.slice(from + 1)
  const end = rest.findIndex(([, title]) => title !== undefined)
  return (end === -1 ? rest : rest.slice(0, end)).flatMap(([, , script]) => script ?? [])
}

const only = (heading: string): string => {
  const [script = "", ...others] = under(heading)
  expect(others).toEqual([])
  return script
}

const hasTools = ["jq", "flock"].every((tool) =>
  (process.env["PATH"] ?? "").split(path.delimiter).some((x) => existsSync(path.join(x, tool)))
)

it.each(scripts.flatMap(([, , script]) => script ?? []))("can be read by sh: %s", async (script) => {
  expect(await promisify(execFile)("sh", ["-n", "-c", script])).toMatchObject({ stderr: "" })
})

describe.each(hasTools ? ["docs/scripting.md"] : [])("%s", () => {
  beforeAll(async () => {
    const program = path.join(folder, "camunda-backup")
    writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${packages}/cli-tui/dist/main.js" "$@"\n`)
    chmodSync(program, 0o755)
    server = spawn(process.execPath, [path.join(packages, "server/dist/main.js"), "--embedded"], {
      env: { CAMUNDA_BACKUP_PORT: "0" },
      stdio: ["ignore", "pipe", "pipe"]
    })
    url = await new Promise<string>((resolve, reject) => {
      let output = ""
      const look = (chunk: unknown): void => {
        output += String(chunk)
        const found = /http:\/\/127\.0\.0\.1:[0-9]+(?=\/(?:operate|actuator|api))/.exec(output)?.[0]
        if (found !== undefined) resolve(found)
      }
      server.stdout?.on("data", look)
      server.stderr?.on("data", look)
      server.once("exit", () => reject(new Error(output)))
    })
  }, 30_000)

  afterAll(() => {
    server.kill("SIGKILL")
    rmSync(folder, { recursive: true, force: true })
  })

  it("has no script that is not run here", () => {
    const headings = scripts.flatMap(([, title]) => title ?? [])
    expect(headings.flatMap((x) => under(x).map(() => x))).toEqual([
      "Take a backup and wait",
      "Distinguish failures",
      "JSON",
      "JSON",
      "JSON",
      "Check before, alert after",
      "Check before, alert after",
      "Keep the newest seven",
      "cron"
    ])
  })

  it("takes a backup and waits for it", async () => {
    const { stdout } = await sh(only("Take a backup and wait"))
    expect(stdout).toMatch(/backup [0-9]+ is COMPLETED in both components\n$/)
  }, 60_000)

  it("distinguishes failures", async () => {
    expect((await sh(only("Distinguish failures"))).stdout).toBe("no such backup\n")
    const away = only("Distinguish failures").replaceAll("get 1", "get 1 --server http://127.0.0.1:1")
    expect((await sh(away)).stdout).toBe("unavailable, try again later\n")
  }, 30_000)

  it("reads JSON and names", async () => {
    const [list = "", failure = "", names = ""] = under("JSON")
    expect((await sh(list)).stdout).toMatch(/^operate [0-9]+ COMPLETED\ntasklist [0-9]+ COMPLETED\n$/)
    expect((await sh(failure)).stdout).toBe(
      "operate: backup-not-found, exit status 4\ntasklist: backup-not-found, exit status 4\n"
    )
    expect((await sh(names)).stdout).toBe("")
    expect((await sh("camunda-backup list -o name")).stdout).toMatch(/^[0-9]+\n$/)
  }, 30_000)

  it("checks, and sees how old the last good backup is", async () => {
    const [check = "", age = ""] = under("Check before, alert after")
    expect((await sh(check)).stdout).toBe("")
    expect((await sh(age)).stdout).toBe("")
    expect((await sh(age.replace("90000", "0"))).stdout).toBe("the last good backup is older than 25 hours\n")
  }, 30_000)

  it("makes a backup every night, and keeps as many as it says", async () => {
    await sh(only("cron"))
    expect((await sh("camunda-backup list -o name")).stdout.trim().split("\n")).toHaveLength(2)
    await sh(only("cron").replace("tail -n +8", "tail -n +2"))
    const kept = (await sh("camunda-backup list -o name")).stdout.trim().split("\n")
    expect(kept).toHaveLength(1)
    await sh(only("Keep the newest seven"))
    expect((await sh("camunda-backup list -o name")).stdout.trim().split("\n")).toEqual(kept)
  }, 60_000)
})
