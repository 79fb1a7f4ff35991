import { execFile } from "node:child_process"
import path from "node:path"
import { promisify } from "node:util"
import { describe, expect, it } from "vitest"
import { at, details } from "./apiBodies.ts"
import { completed, id } from "./bodies.ts"
import { startServer } from "./startServer.ts"

const main = path.resolve(import.meta.dirname, "../dist/main.js")

const run = promisify(execFile)

describe("the installed program (built by `npm run build`)", () => {
  it("runs as a file of its own", async () => {
    expect(await run(main, ["--version"])).toEqual({ stdout: "0.1.0\n", stderr: "" })
  })

  it("says which Node it needs, to an older one", async () => {
    const older =
      "data:text/javascript,Object.defineProperty(process, 'versions', { value: { node: '20.20.2' } })"
    await expect(run(process.execPath, ["--import", older, main, "list"])).rejects.toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringContaining("camunda-backup needs Node 24 or newer")
    })
  })

  it("asks a server, keeping every digit", async () => {
    const { url } = await startServer({ [`GET ${at("operate")}`]: details("operate", completed("operate")) })
    const { stdout } = await run(main, ["get", id, "--json", "--component", "operate", "--server", url])
    expect(JSON.parse(stdout)).toMatchObject({ backups: [{ backupId: id, state: "COMPLETED" }] })
  })
})
