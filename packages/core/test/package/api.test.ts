/** The API reference is complete, and its check notices when it is not. */
import { execFile } from "node:child_process"
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { promisify } from "node:util"
import { afterAll, describe, expect, it } from "vitest"

const core = path.resolve(import.meta.dirname, "../..")
const script = path.resolve(core, "../../scripts/api.mjs")
const dist = mkdtempSync(path.join(tmpdir(), "camunda-backup-api-"))

const check = (...folder: ReadonlyArray<string>) =>
  promisify(execFile)(process.execPath, [script, "--check", ...folder]).catch(
    (error: { readonly code: number; readonly stderr: string }) => error
  )

/** The declarations of the core with one of them changed. */
const changed = (file: string, change: (text: string) => string): void => {
  cpSync(path.join(core, "dist"), dist, { recursive: true, filter: (x) => !/\.(js|map)$/.test(x) })
  writeFileSync(path.join(dist, file), change(readFileSync(path.join(dist, file), "utf8")))
}

describe("docs/api.md (npm run docs; the core is built by `npm run build`)", () => {
  afterAll(() => rmSync(dist, { recursive: true, force: true }))

  it("is what the docstrings say, and every export has one", async () => {
    expect(await check()).toMatchObject({ stdout: expect.stringContaining("all documented") })
  })

  it.each([
    [
      "a function of a namespace",
      "domain/BackupId.d.ts",
      "export declare const added: number;",
      "BackupId.added"
    ],
    ["an interface of a namespace", "domain/Snapshot.d.ts", "export interface Added {\n}", "Snapshot.Added"],
    [
      "a re-export in a namespace",
      "config/times.d.ts",
      "export declare const added: number;",
      "Variables.added"
    ],
    ["a named export", "index.d.ts", 'export { added } from "./layers.ts";', "added"]
  ])("fails when %s without docstring is added", async (_, file, added, name) => {
    changed(file, (text) => `${text}\n${added}\n`)
    expect(await check(dist)).toMatchObject({ code: 1, stderr: expect.stringContaining(`  ${name}\n`) })
  })

  it("fails when a docstring is taken away", async () => {
    changed("domain/BackupId.d.ts", (text) => text.replace(/\/\*\* Decimal digits without[^\n]*\n/, ""))
    expect(await check(dist)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("  BackupId.format\n")
    })
  })
})
