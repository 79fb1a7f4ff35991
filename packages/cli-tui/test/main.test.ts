import { spawn } from "node:child_process"
import path from "node:path"
import { describe, expect, it } from "vitest"
import { at, details, listKey, page, post } from "./apiBodies.ts"
import { completed } from "./bodies.ts"
import { startServer } from "./startServer.ts"

const main = path.resolve(import.meta.dirname, "../src/main.ts")

const start = (...args: ReadonlyArray<string>) =>
  spawn(process.execPath, ["--conditions=@camunda-backup/source", main, ...args], {
    env: { PATH: process.env["PATH"] ?? "" },
    stdio: ["ignore", "pipe", "pipe"]
  })

const ended = async (child: ReturnType<typeof start>) => {
  let out = ""
  let err = ""
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()))
  const code = await new Promise((resolve) => {
    child.on("close", resolve)
  })
  return { code, out, err }
}

describe("the process", () => {
  it("says its version", async () => {
    expect(await ended(start("--version"))).toEqual({ code: 0, out: "0.1.0\n", err: "" })
  })

  it("ends with the exit code of the run, and does not wait for kept connections", async () => {
    const list = page("operate", completed("operate"))
    const { url } = await startServer({ [listKey("operate")]: list })
    const { code, out } = await ended(start("list", "--component", "operate", "--server", url))
    expect(code).toBe(0)
    expect(out).toContain("COMPLETED")
  })

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143]
  ] as const)("after %s ends with %i", async (signal, code) => {
    const silent = { [post]: "silent" } as const
    const { url } = await startServer(silent, () => child.kill(signal))
    const child = start("create", "5", "--component", "operate", "--server", url)
    expect(await ended(child)).toMatchObject({
      code,
      out: "",
      err: expect.stringContaining("Interrupted")
    })
  })

  it("says its version also as a command", async () => {
    expect(await ended(start("version"))).toEqual({ code: 0, out: "0.1.0\n", err: "" })
  })

  it("stops watching when its reader has gone (EPIPE)", async () => {
    const running = JSON.stringify({ backupId: 5, state: "IN_PROGRESS", failureReason: null, details: [] })
    const { url } = await startServer({ [`GET ${at("operate", 5)}`]: details("operate", running) })
    const child = start(
      "watch",
      "5",
      "-o",
      "jsonl",
      "--refresh",
      "1ms",
      "--component",
      "operate",
      "--server",
      url
    )
    child.stdout.once("data", () => child.stdout.destroy())
    expect(await ended(child)).toMatchObject({ code: 0, err: "" })
  })

  it("asks nobody without a terminal: it says which flag to give, and deletes nothing", async () => {
    const { seen, url } = await startServer({
      [listKey("operate")]: page("operate")
    })
    const child = start("delete", "5", "--component", "operate", "--server", url)
    const { code, err, out } = await ended(child)
    expect({ code, out }).toEqual({ code: 2, out: "" })
    expect(err).toContain("--yes")
    expect(seen.filter((x) => x.startsWith("DELETE"))).toEqual([])
  })

  it("is quiet when its reader has gone (EPIPE)", async () => {
    const list = page("operate", completed("operate"))
    const { url } = await startServer({ [listKey("operate")]: list })
    const child = start("list", "--component", "operate", "--server", url)
    child.stdout.destroy()
    expect(await ended(child)).toMatchObject({ code: 0, err: "" })
  })
})
