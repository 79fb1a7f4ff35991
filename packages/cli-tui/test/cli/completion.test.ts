import { spawn } from "node:child_process"
import { rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { candidates } from "../../src/cli/completion/candidates.ts"
import { answer } from "../../src/cli/completion/answer.ts"
import { commandNames } from "../../src/cli/spec/commands.ts"
import { page } from "../apiBodies.ts"
import { completed } from "../bodies.ts"
import { runCli } from "../runCli.ts"
import { startServer } from "../startServer.ts"

/** The words that are offered at the end of the line; a blank at its end begins a new one. */
const offered = (line: string): ReadonlyArray<string> => {
  const words = line.split(" ")
  const current = words.at(-1) ?? ""
  return candidates(words.slice(0, -1), current)
    .words.map((x) => x.word)
    .filter((x) => x.startsWith(current))
}

describe("what is offered", () => {
  it("is every command, with what it does", () => {
    const { words } = candidates([], "")
    expect(words.map((x) => x.word)).toEqual([...commandNames, "help"])
    expect(words.filter((x) => x.text === "")).toEqual([])
  })

  it.each([
    ["li", "list"],
    ["list --li", "--limit"],
    ["list --ye", ""],
    [
      "create -",
      "--partial --description --label --wait -w --wait-timeout --refresh --dry-run -n --component --server --context --direct --read-only --as --token-file --ca-file --client-certificate-file --client-key-file --timeout --output -o --json --verbose -v --quiet -q --no-color --help -h"
    ],
    ["list -o j", "json jsonl"],
    ["list --output=y", "--output=yaml"],
    ["list --state FAILED,COM", "FAILED,COMPLETED"],
    ["list --state FAILED,F", ""],
    ["list --state inc", "incomplete incompatible"],
    ["list --limit ", ""],
    ["wait 5 --for d", "deleted"],
    ["--component operate li", "list"],
    ["--component=operate li", "list"],
    ["get latest la", ""],
    ["delete latest la", "latest latest-good"],
    ["delete -- -", ""],
    ["restore d", "drill"],
    ["restore drill la", "latest latest-good"],
    ["completion z", "zsh"],
    ["config ", "show contexts use-context"],
    ["list --columns id,a", "id,age"],
    ["list --columns id,i", ""],
    ["help exit", "exit-codes"],
    [
      "help get --",
      "--component --server --context --direct --read-only --as --token-file --ca-file --client-certificate-file --client-key-file --timeout --output --json --verbose --quiet --no-color --help --version"
    ],
    ["nonsense ", ""]
  ])("at the end of %o: %o", (line, words) => {
    expect(offered(line)).toEqual(words === "" ? [] : words.split(" "))
  })

  it("is flags where nothing else can stand, but none that is given already", () => {
    expect(offered("list --limit 5 -o json ")).toEqual(expect.arrayContaining(["--state", "--pattern"]))
    expect(offered("list --limit 5 -o json ")).not.toContain("--output")
    expect(offered("list --limit 5 -o json ")).not.toContain("--limit")
  })

  it("is ids of the server that the line names, for its components", async () => {
    const key = "GET /api/v1/backups?snapshots=true&pattern=*&limit=100&component=operate"
    const { url } = await startServer({ [key]: page("operate", completed("operate")) })
    const line = ["get", "--component", "operate", "--server", url, ""]
    expect(candidates(line.slice(0, -1), "").ids).toMatchObject({ what: "backups", command: "get" })
    const answered = await answer(line, {})
    expect(answered).toMatch(/^latest\tthe newest backup$/m)
    expect(answered).toMatch(/^[0-9]+\tCOMPLETED, .* ago$/m)
  })
})

const everything = "GET /api/v1/backups?snapshots=true&pattern=*&limit=100"

describe("a key press", () => {
  it("is answered within the bound, and without a word, when the server does not answer", async () => {
    const { url } = await startServer({ [everything]: "silent" })
    const begun = performance.now()
    const text = await answer(["get", "--server", url, ""], { CAMUNDA_BACKUP_COMPLETION_TIMEOUT: "100ms" })
    expect(performance.now() - begun).toBeLessThan(5000)
    expect(text.split("\n").map((x) => x.split("\t")[0])).toEqual(["latest", "latest-good", "oldest", ""])
  })

  it.each(["http://127.0.0.1:1", "nonsense"])("shows no error with the server %s", async (server) => {
    const main = path.resolve(import.meta.dirname, "../../src/main.ts")
    const child = spawn(
      process.execPath,
      ["--conditions=@camunda-backup/source", main, "completion", "words", "--", "get", ""],
      { env: { PATH: process.env["PATH"] ?? "", CAMUNDA_BACKUP_SERVER: server } }
    )
    let [out, err] = ["", ""]
    child.stdout.on("data", (x: Buffer) => (out += x.toString()))
    child.stderr.on("data", (x: Buffer) => (err += x.toString()))
    const code = await new Promise((resolve) => child.on("close", resolve))
    expect({ code, err }).toEqual({ code: 0, err: "" })
    expect(out).toContain("latest-good\t")
  })
})

describe("a context", () => {
  const file = path.join(tmpdir(), `camunda-backup-contexts-${process.pid}.yaml`)
  const written = (url: string) => {
    writeFileSync(
      file,
      `current: far\ncontexts:\n  - name: far\n    server: ${url}\n    component: operate\n`
    )
    onTestFinished(() => rmSync(file))
    return { CAMUNDA_BACKUP_CONFIG: file }
  }

  it.each([
    ["--context", ""],
    ["list", "--context", ""],
    ["config", "use-context", ""]
  ])("is offered by its name, with its server: %s %s %s", async (...words) => {
    expect(await answer(words, written("http://far:9600"))).toBe("far\thttp://far:9600\n")
  })

  it("is asked for its own ids", async () => {
    const key = "GET /api/v1/backups?snapshots=true&pattern=*&limit=100&component=operate"
    const { url } = await startServer({ [key]: page("operate", completed("operate")) })
    expect(await answer(["get", ""], written(url))).toMatch(/^[0-9]+\tCOMPLETED, .* ago$/m)
  })
})

describe("the script of", () => {
  it.each(["bash", "zsh", "fish"])("%s is printed, and in JSON on request", async (shell) => {
    const { code, err, out } = await runCli(`completion ${shell}`)
    expect({ code, err }).toEqual({ code: 0, err: "" })
    expect(out).toContain("completion words --")
    expect(JSON.parse((await runCli(`completion ${shell} --json`)).out)).toMatchObject({
      kind: "Completion",
      shell,
      script: out
    })
  })
})
