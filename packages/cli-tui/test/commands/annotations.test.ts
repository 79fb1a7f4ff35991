/** A description and labels of a backup: given once, shown and found everywhere. */
import { describe, expect, it } from "vitest"
import { startInstallation } from "../harness/startInstallation.ts"

const lastOf = (line: string): string => line.trim().split(/ {2,}/).slice(-3).join("|")

describe("a description and labels", () => {
  it("are kept with the backup, shown by get and list, and found by list --label", async () => {
    const { backup, cli, emulator } = await startInstallation()
    const asked = "create 7 --wait --refresh 10ms --description weekly --label env=prod --label team=a=b"
    expect(await cli(asked)).toMatchObject({ code: 0, out: "7\n" })
    await backup(8)
    const shown = "description: weekly\nlabels: env=prod team=a=b\n"
    expect((await cli("get 7")).out).toContain(shown)
    expect((await cli("get 8")).out).not.toContain("labels")
    const annotation = { description: "weekly", labels: { env: "prod", team: "a=b" } }
    expect(JSON.parse((await cli("list -o json")).out).backups).toMatchObject([
      { backupId: "8", description: null, labels: {} },
      { backupId: "8", description: null, labels: {} },
      { backupId: "7", ...annotation },
      { backupId: "7", ...annotation }
    ])
    expect(JSON.parse((await cli("get 7 -o json --component operate")).out).backups).toMatchObject([
      annotation
    ])
    const [header = "", ...rows] = (await cli("list -o wide")).out.trimEnd().split("\n")
    expect(lastOf(header)).toBe("LABELS|DESCRIPTION|REASON")
    expect(rows[1]).toMatch(/ env=prod,team=a=b +weekly/)
    expect((await cli("list")).out).not.toContain("LABELS")
    expect((await cli("list --columns id,description,labels")).out).toMatch(
      /\n7 +weekly +env=prod,team=a=b\n/
    )
    const found = async (words: string) => (await cli(`list ${words} -o name`)).out
    expect(await found("--label env=prod --label team")).toBe("7\n")
    expect(await found("--label env --limit 1")).toBe("7\n")
    expect(await found("--label env=test")).toBe("")
    const journal = [...emulator.indices.names()].find((x) => x.includes("camunda-backup"))
    expect(journal).toBeDefined()
    emulator.indices.delete(journal ?? "")
    expect((await cli("get 7")).out).toContain(shown)
  })

  it("are refused when they do not fit or are not in the form, before anything is taken", async () => {
    const { cli, emulator } = await startInstallation()
    const long = `--description ${"x".repeat(1000)}`
    for (const words of [`create 7 ${long}`, `create 7 ${long} --dry-run`]) {
      const refused = await cli(words)
      expect(refused).toMatchObject({ code: 6, out: "" })
      expect(refused.err).toMatch(/description and labels are 10\d\d bytes/)
    }
    for (const [words, reason] of [
      ["create --label env", "--label is KEY=VALUE, not env."],
      ["create --label -x=1 --yes", "--label needs a value"],
      ["create --label a=1 --label a=2", "Label a is given twice."],
      ["list --label =x", "--label is KEY=VALUE or KEY"],
      ["get 7 --label a=1", "get does not take --label."]
    ] as const) {
      const refused = await cli(words)
      expect(refused.code).toBe(2)
      expect(refused.err).toContain(reason)
    }
    expect(emulator.snapshots.names("camunda")).toEqual([])
  })
})
