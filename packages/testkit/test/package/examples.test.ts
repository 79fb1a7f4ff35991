/** The programs of packages/core/README.md, as somebody runs them who installed the packed core: in a folder outside the workspace. */
import { execFile } from "node:child_process"
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { promisify } from "node:util"
import { type Emulator, startEmulator } from "@camunda-backup/testkit/emulator"
import { buildInstallation, registerRepository } from "@camunda-backup/testkit/installation"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

const core = path.resolve(import.meta.dirname, "../../../core")
const examples = path.join(core, "examples")
const bin = path.resolve(core, "../../node_modules/.bin")
const run = promisify(execFile)
const programs = readdirSync(examples)

const outside = realpathSync(mkdtempSync(path.join(tmpdir(), "camunda-backup-examples-")))
const installed = path.join(outside, "node_modules/@camunda-backup/core")
let emulator: Emulator

const link = (name: string, from: string): void => {
  const target = path.join(outside, "node_modules", name)
  mkdirSync(path.dirname(target), { recursive: true })
  symlinkSync(realpathSync(path.join(from, "node_modules", name)), target, "junction")
}

const example = (file: string, environment: Record<string, string> = {}) =>
  run(process.execPath, [file], {
    cwd: outside,
    env: {
      CAMUNDA_BACKUP_ELASTICSEARCH_URL: emulator.url,
      CAMUNDA_BACKUP_REPOSITORY: "camunda",
      CAMUNDA_BACKUP_CAMUNDA_VERSION: "8.7.2",
      ...environment
    }
  })

describe("the examples of @camunda-backup/core, outside the workspace", () => {
  beforeAll(async () => {
    await run(path.join(bin, "pnpm"), ["pack", "--ignore-scripts", "--pack-destination", outside], {
      cwd: core
    })
    const tarball = readdirSync(outside).find((x) => x.endsWith(".tgz"))
    mkdirSync(installed, { recursive: true })
    await run("tar", ["-xzf", tarball ?? "", "-C", installed, "--strip-components=1"], { cwd: outside })
    const { dependencies }: { readonly dependencies: Readonly<Record<string, string>> } = JSON.parse(
      readFileSync(path.join(installed, "package.json"), "utf8")
    )
    for (const library of Object.keys(dependencies)) link(library, core)
    link("@types/node", path.resolve(core, "../.."))
    writeFileSync(path.join(outside, "package.json"), '{ "type": "module" }')
    for (const file of programs) cpSync(path.join(examples, file), path.join(outside, file))
    emulator = await startEmulator()
    await registerRepository(emulator.url, "camunda", { type: "fs", settings: { location: "camunda" } })
    await buildInstallation(emulator.url, { documentsPerIndex: 1 })
  }, 60_000)

  afterAll(async () => {
    await emulator.close()
    rmSync(outside, { recursive: true, force: true })
  })

  it("are those of the README, which shows each of them whole", () => {
    const readme = readFileSync(path.join(core, "README.md"), "utf8")
    expect(programs).toHaveLength(5)
    for (const file of programs) expect(readme).toContain(readFileSync(path.join(examples, file), "utf8"))
  })

  it("have types for a strict TypeScript program", async () => {
    const strict = ["--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--noEmit"]
    const target = ["--target", "es2025", "--lib", "es2025,dom", "--module", "nodenext", "--types", "node"]
    const compiled = await run(path.join(bin, "tsc"), [...strict, ...target, ...programs], {
      cwd: outside
    }).catch((error: { readonly stdout: string }) => error)
    expect(compiled.stdout).toBe("")
  }, 30_000)

  it("create.ts takes a backup, list.ts shows it", async () => {
    const created = await example("create.ts")
    expect(created.stdout).toMatch(/^Taking [0-9]+: 6 snapshots\nCOMPLETED \n$/m)
    const id = /Taking ([0-9]+)/.exec(created.stdout)?.[1]
    const listed = await example("list.ts")
    expect(listed.stdout).toContain(`operate ${id} COMPLETED`)
  }, 30_000)

  it("check.ts exits with 0 where a backup can be taken, and with 1 where none can", async () => {
    expect((await example("check.ts")).stdout).toMatch(/worst: (ok|warning)\n$/)
    const failed = await example("check.ts", { CAMUNDA_BACKUP_REPOSITORY: "absent" }).catch(
      (error: { readonly code: number; readonly stdout: string }) => error
    )
    expect(failed).toMatchObject({ code: 1, stdout: expect.stringMatching(/worst: error\n$/) })
  }, 30_000)

  it("list.ts, create.ts and check.ts say every problem of the configuration and exit with 1", async () => {
    for (const file of ["list.ts", "create.ts", "check.ts"]) {
      const refused = await example(file, {
        CAMUNDA_BACKUP_CAMUNDA_VERSION: "",
        CAMUNDA_BACKUP_PART_TIMEOUT: "soon"
      }).catch((error: { readonly code: number; readonly stderr: string }) => error)
      expect(refused).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("CAMUNDA_BACKUP_PART_TIMEOUT")
      })
      expect(refused.stderr).toContain("CAMUNDA_BACKUP_CAMUNDA_VERSION")
    }
  }, 30_000)

  it("custom-store.ts takes a backup and does not delete it", async () => {
    expect((await example("custom-store.ts")).stdout).toMatch(/COMPLETED\nStoreRejected\n$/)
  }, 30_000)

  it("memory.test.ts is a test that passes", async () => {
    const { stdout } = await run(process.execPath, ["--test", "memory.test.ts"], { cwd: outside })
    expect(stdout).toMatch(/pass 2\n/)
    expect(stdout).toMatch(/fail 0\n/)
  }, 30_000)
})
