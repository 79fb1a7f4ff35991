import { describe, expect, it } from "vitest"
import { startInstallation } from "../harness/startInstallation.ts"
import { closedAddress } from "../startServer.ts"
import { runCli } from "../runCli.ts"

describe("logs", () => {
  it("tells in the order of time who asked, each part, and how it ended", async () => {
    const { backup, cli } = await startInstallation()
    await backup(7)
    const { code, err, out } = await cli("logs 7")
    expect({ code, err }).toEqual({ code: 0, err: "" })
    const lines = out.trimEnd().split("\n")
    expect(lines.filter((x) => x.includes("requested by"))).toHaveLength(2)
    expect(lines.filter((x) => / part \d begins: camunda_/.test(x))).toHaveLength(12)
    expect(lines.filter((x) => / part \d SUCCESS, \d+\/\d+ shards, .* after /.test(x))).toHaveLength(12)
    expect(lines.filter((x) => x.includes("Ended."))).toHaveLength(0)
    expect(lines.filter((x) => /ompleted/.test(x))).toHaveLength(2)
    const of = (component: string) => lines.filter((x) => x.includes(`  ${component} `))
    for (const component of ["operate", "tasklist"]) {
      expect(of(component)[0]).toContain("requested by")
      expect(of(component).at(-1)).toMatch(/ompleted/)
    }
    const { entries } = JSON.parse((await cli("logs 7 --component operate -o json")).out)
    expect(entries[0]).toMatchObject({ component: "operate", what: expect.stringContaining("requested by") })
    expect(await cli("logs 999")).toMatchObject({ code: 4, out: "" })
  })
})

describe("who asked", () => {
  it("is the user of the operating system, unless the command line says otherwise", async () => {
    const { cli } = await startInstallation()
    await cli("create 7 --component operate --wait --refresh 10ms")
    await cli("create 8 --component operate --wait --refresh 10ms --as nightly")
    expect((await cli("attempts 7 --component operate")).out).toMatch(
      /requested by \S+ camunda-backup\/\S+ \(jane\)\n/
    )
    expect((await cli("get 8 --component operate")).out).toMatch(
      /requested by \S+ camunda-backup\/\S+ \(nightly\) at /
    )
  })
})

describe("--verbose", () => {
  it("tells each request with status, size and time on standard error, also one without an answer", async () => {
    const { cli, url } = await startInstallation()
    const { err, out } = await cli("list -o name -v")
    expect(out).toBe("")
    expect(err).toMatch(new RegExp(`^GET ${url}/api/v1/backups\\?\\S+ 200, \\d+ B in \\d+ ms$`, "m"))
    const away = await closedAddress()
    const failed = await runCli(`list --component operate -v --server ${away}`)
    expect(failed.err).toMatch(new RegExp(`^GET ${away}/api/v1/backups\\S+ no answer in \\d+ ms$`, "m"))
  })
})
