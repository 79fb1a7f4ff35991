import { execFile } from "node:child_process"
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

const core = path.resolve(import.meta.dirname, "../..")
const bin = path.resolve(core, "../../node_modules/.bin")
const run = promisify(execFile)

/** A folder outside the workspace, in which only the tarball and the libraries it depends on can be found. */
const outside = realpathSync(mkdtempSync(path.join(tmpdir(), "camunda-backup-core-")))
const installed = path.join(outside, "node_modules/@camunda-backup/core")

const link = (name: string, from: string): void => {
  const target = path.join(outside, "node_modules", name)
  mkdirSync(path.dirname(target), { recursive: true })
  symlinkSync(realpathSync(path.join(from, "node_modules", name)), target, "junction")
}

describe("the packed @camunda-backup/core (built by `npm run build`)", () => {
  beforeAll(async () => {
    await run(path.join(bin, "pnpm"), ["pack", "--pack-destination", outside], { cwd: core })
    const tarball = readdirSync(outside).find((x) => x.endsWith(".tgz"))
    mkdirSync(installed, { recursive: true })
    await run("tar", ["-xzf", tarball ?? "", "-C", installed, "--strip-components=1"], { cwd: outside })
    const { dependencies }: { readonly dependencies: Readonly<Record<string, string>> } = JSON.parse(
      readFileSync(path.join(installed, "package.json"), "utf8")
    )
    for (const library of Object.keys(dependencies)) link(library, core)
    link("@types/node", path.resolve(core, "../.."))
    writeFileSync(path.join(outside, "package.json"), '{ "type": "module" }')
    copyFileSync(path.join(import.meta.dirname, "consumer.ts"), path.join(outside, "consumer.ts"))
  }, 60_000)

  afterAll(() => rmSync(outside, { recursive: true, force: true }))

  it("holds what its manifest says: the built files, the licence, no sources, no tests, no workspace versions", async () => {
    const files = readdirSync(installed, { recursive: true }).map(String)
    expect(files).toEqual(expect.arrayContaining(["package.json", path.join("dist", "index.js")]))
    expect(files).toEqual(expect.arrayContaining([path.join("dist", "index.d.ts"), "LICENSE"]))
    expect(files.filter((x) => /(^|[/\\])(src|test|node_modules)([/\\]|$)/.test(x))).toEqual([])
    const { default: manifest } = await import(path.join(installed, "package.json"), {
      with: { type: "json" }
    })
    expect(Object.values(manifest.dependencies).filter((x) => !/^[0-9^~]/.test(String(x)))).toEqual([])
  })

  it("works for a Node program: create, get and a typed error", async () => {
    const { stdout } = await run(process.execPath, ["consumer.ts"], { cwd: outside })
    expect(JSON.parse(stdout)).toEqual({
      names: Array.from({ length: 6 }, () => true),
      completed: true,
      exact: true,
      verdict: { state: "COMPLETED", reason: null },
      missing: "BackupNotFound"
    })
  })

  it("has types for a strict TypeScript program", async () => {
    // The declarations of effect name types of the DOM library.
    const strict = [
      "--strict",
      "--exactOptionalPropertyTypes",
      "--noUncheckedIndexedAccess",
      "--skipLibCheck",
      "false"
    ]
    const options = [
      "--noEmit",
      "--target",
      "es2025",
      "--lib",
      "es2025,dom",
      "--module",
      "nodenext",
      "--types",
      "node"
    ]
    const compiled = await run(path.join(bin, "tsc"), [...strict, ...options, "consumer.ts"], {
      cwd: outside
    }).catch((error: { readonly stdout: string }) => error)
    expect(compiled.stdout).toBe("")
  })
})
