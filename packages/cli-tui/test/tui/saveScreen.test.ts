import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { Result } from "effect"
import { expect, it, onTestFinished } from "vitest"
import { saveScreen } from "../../src/tui/shell/saveScreen.ts"

const folder = (): string => {
  const made = mkdtempSync(path.join(tmpdir(), "camunda-backup-"))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

it("writes over no file: the name gets a number, and after twenty it gives up", async () => {
  const into = folder()
  const save = (line: string) => saveScreen(() => into, "a.txt", [line, "end  "])
  expect(await save("first")).toEqual(Result.succeed({ folder: into, name: "a.txt" }))
  expect(await save("second")).toEqual(Result.succeed({ folder: into, name: "a-2.txt" }))
  expect(readFileSync(path.join(into, "a.txt"), "utf8")).toBe("first\nend\n")
  for (let i = 3; i <= 20; i++) expect(Result.isSuccess(await save("more"))).toBe(true)
  expect(Result.isFailure(await save("one too many"))).toBe(true)
  expect(readdirSync(into).length).toBe(20)
})

it("says why there is no file where the folder is gone", async () => {
  const gone = path.join(folder(), "gone")
  const answer = await saveScreen(() => gone, "a.txt", ["x"])
  expect(Result.isFailure(answer) && answer.failure).toContain("ENOENT")
})
