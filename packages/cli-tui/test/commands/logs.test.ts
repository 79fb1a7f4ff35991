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
    expect(lines.map((x) => x.slice(0, 20))).toEqual(lines.map((x) => x.slice(0, 20)).toSorted())
    const { entries } = JSON.parse((await cli("logs 7 --component operate -o json")).out)
    expect(entries[0]).toMatchObject({ component: "operate", what: expect.stringContaining("requested by") })
    expect(await cli("logs 999")).toMatchObject({ code: 4, out: "" })
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
