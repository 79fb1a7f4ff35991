import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { describe, expect, it, onTestFinished } from "vitest"
import { tinyTarget } from "../proxy/tinyTarget.ts"

const bin = fileURLToPath(new URL("../../src/bin/emulator.ts", import.meta.url))

const run = (...args: string[]) => {
  const child = spawn(process.execPath, ["--conditions=@camunda-backup/source", bin, ...args])
  onTestFinished(() => {
    child.kill("SIGKILL")
  })
  const printed = { stdout: "", stderr: "" }
  child.stdout.setEncoding("utf8").on("data", (text: string) => (printed.stdout += text))
  child.stderr.setEncoding("utf8").on("data", (text: string) => (printed.stderr += text))
  return { child, printed, exited: once(child, "close").then(([code]) => code as number | null) }
}

const ready = async (child: ChildProcess): Promise<string> => {
  const [text] = (await once(child.stdout ?? child, "data")) as [string]
  return text
}

describe("npm run emulator", () => {
  it("prints one line with its address, serves, and stops when asked", async () => {
    const { child, printed, exited } = run("--personality", "9.5", "--fault-api")
    const line = await ready(child)
    expect(line).toMatch(/^Elasticsearch emulator \(9\.5\) is ready at http:\/\/127\.0\.0\.1:\d+\n$/)
    const url = line.trim().split(" ").at(-1) ?? ""
    expect(await (await fetch(`${url}/_nodes?filter_path=nodes.*.version`)).text()).toContain("9.5.3")
    expect((await fetch(`${url}/_emulator/faults`)).status).toBe(200)
    child.kill("SIGINT")
    expect(await exited).toBe(0)
    expect(printed).toEqual({ stdout: line, stderr: "" })
  })

  it("stands before a real server", async () => {
    const target = await tinyTarget()
    const { child, exited } = run("--target", target.url)
    const line = await ready(child)
    expect(line).toContain(`Fault proxy before ${target.url} is ready at `)
    expect(await (await fetch(line.trim().split(" ").at(-1) ?? "")).json()).toEqual({ n: 1 })
    child.kill("SIGTERM")
    expect(await exited).toBe(0)
  })

  it("shows its usage", async () => {
    const { printed, exited } = run("--help")
    expect(await exited).toBe(0)
    expect(printed.stdout).toContain("--fault-api")
  })

  it.each([
    [["--personality", "7.17"], "--personality is 8.19, 9.2, 9.5"],
    [["--port", "x"], "--port is a whole number"],
    [["--target", "localhost"], "--target is an address"],
    [["--target", "http://x", "--personality", "9.5"], "its own release"],
    [["--nope"], "Unknown option '--nope'"]
  ])("refuses %j with its usage", async (args, message) => {
    const { printed, exited } = run(...args)
    expect(await exited).toBe(2)
    expect(printed.stderr).toContain(message)
    expect(printed.stderr).toContain("npm run emulator")
  })

  it("says why it does not start", async () => {
    const { url } = await tinyTarget()
    const { printed, exited } = run("--port", new URL(url).port)
    expect(await exited).toBe(1)
    expect(printed.stderr).toMatch(/^Port \d+ of 127\.0\.0\.1 is in use \(EADDRINUSE\)\. Another --port/)
  })
})
