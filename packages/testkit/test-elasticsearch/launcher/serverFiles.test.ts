import { mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { runCommand } from "../../src/launcher/runCommand.ts"

const fixture = fileURLToPath(new URL("filesFixture.ts", import.meta.url))
const version = "8.19.21"
let cache = ""
beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), "cache-of-servers-"))
})
afterAll(() => rm(cache, { recursive: true }))

const make = async (path = process.env["PATH"]): Promise<string> => {
  const { exitCode, output } = await runCommand(
    process.execPath,
    ["--conditions=@camunda-backup/source", fixture, version],
    { timeoutMillis: 240_000, env: { ...process.env, CAMUNDA_BACKUP_CACHE: cache, PATH: path } }
  )
  if (exitCode !== 0) throw new Error(output)
  return output
}

describe("the files of a server", { timeout: 300_000 }, () => {
  it("are made once by two processes at the same time, and nothing half done is left", async () => {
    const [first, second] = await Promise.all([make(), make()])
    expect(first).toBe(second)
    expect(await readdir(join(cache, "elasticsearch", version))).toEqual([dirname(first).split("/").at(-1)])
    const jars = await readdir(first)
    expect(jars).toContain(`elasticsearch-${version}.jar`)
    expect(jars.filter((jar) => /netty/.test(jar))).toEqual([])
  })

  it("are used again without Maven when they are whole", async () => {
    expect(await make("/nowhere")).toContain(cache)
  })

  it("are made again when a jar is gone", async () => {
    const core = await make()
    await rm(join(core, `elasticsearch-${version}.jar`))
    expect(await make()).toBe(core)
    expect(await readdir(core)).toContain(`elasticsearch-${version}.jar`)
  })

  it("cannot be made without Maven, which the error says with what to do", async () => {
    const empty = { ...process.env, CAMUNDA_BACKUP_CACHE: join(cache, "empty"), PATH: "/nowhere" }
    const args = ["--conditions=@camunda-backup/source", fixture, version]
    const { exitCode, output } = await runCommand(process.execPath, args, {
      timeoutMillis: 60_000,
      env: empty
    })
    expect(exitCode).toBe(1)
    expect(output).toContain("mvn was not found on PATH")
    expect(output).toContain("or set ELASTICSEARCH_URL")
  })
})
