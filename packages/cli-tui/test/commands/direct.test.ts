/** Elasticsearch itself, without any server. */
import { describe, expect, it } from "vitest"
import { startElasticsearch } from "../harness/startInstallation.ts"
import { type Around, runCli } from "../runCli.ts"

const start = async () => {
  const { emulator, environment } = await startElasticsearch()
  const direct = (words: string, around: Around = {}) =>
    runCli(`${words} --direct`, { environment, ...around })
  return { emulator, direct }
}

describe("--direct", () => {
  it("does by itself what a server does: create waits for the end, list, get, check, delete", async () => {
    const { direct } = await start()
    const created = await direct("create 7 --refresh 10ms")
    expect(created).toMatchObject({ code: 0, out: "7\n" })
    expect(created.err).toContain("operate COMPLETED, tasklist COMPLETED")
    expect(await direct("list -o name")).toMatchObject({ code: 0, out: "7\n" })
    expect((await direct("get 7")).out).toContain("operate 7: COMPLETED")
    expect((await direct("attempts 7")).out).toMatch(/ requested by jane, camunda-backup\/[0-9.]+ --direct\n/)
    expect(await direct("check")).toMatchObject({ code: 0 })
    expect(await direct("delete 7 --dry-run --yes")).toMatchObject({ code: 0 })
    expect(await direct("list -o name")).toMatchObject({ out: "7\n" })
    expect(await direct("delete 7 --yes")).toMatchObject({ code: 0, out: "" })
    expect(await direct("get 7")).toMatchObject({ code: 4, out: "" })
  })

  it("that is interrupted says who goes on: the next command with --direct that does more than read", async () => {
    const { direct, emulator } = await start()
    const hold = emulator.snapshots.hold(/operate.*part_2_/)
    const interrupt = new AbortController()
    const creating = direct("create 7 --component operate --refresh 10ms", { signal: interrupt.signal })
    await hold.arrived
    interrupt.abort("SIGINT")
    const { code, err, out } = await creating
    expect({ code, out }).toEqual({ code: 130, out: "7\n" })
    expect(err).toContain("and so will the next command with --direct that does more than read")
    const [, typed = ""] = /try {3}camunda-backup (.+)\n/.exec(err) ?? []
    expect(typed).toBe("resume 7 --direct")
    hold.release()
    emulator.requests.clear()
    expect((await direct("get 7 --component operate")).out).toContain("operate 7: IN_PROGRESS")
    await direct("list")
    await direct("status")
    expect(emulator.requests.matching((x) => x.method === "PUT" || x.method === "DELETE")).toEqual([])
    // What the message says to type is what works, also while the lease of the dead process lives.
    const resumed = await direct(`${typed.replace(" --direct", "")} --component operate --refresh 10ms`)
    expect(resumed).toMatchObject({ code: 0, out: "" })
    expect(resumed.err).toContain("operate: backup 7 has not ended yet, so it is joined.")
    expect(resumed.err).toContain("backup 7: operate COMPLETED")
  })

  it("needs to know where Elasticsearch is, and is not combined with a server", async () => {
    expect(await runCli("list --direct")).toMatchObject({ code: 2, out: "" })
    expect(await runCli("list --direct --server http://127.0.0.1:1")).toMatchObject({ code: 2, out: "" })
  })

  it("ends with 9 when Elasticsearch is away, within --timeout", async () => {
    const { direct, emulator } = await start()
    await emulator.stop()
    const { code, err, out } = await direct("list --timeout 200ms")
    expect({ code, out }).toEqual({ code: 9, out: "" })
    expect(err).toContain("elasticsearch-unavailable")
  })

  it("ends with 7 when Elasticsearch does not let it", async () => {
    const { direct, emulator } = await start()
    const body = { error: { type: "security_exception", reason: "no" }, status: 403 }
    emulator.faults.next({ path: /^\/_snapshot\//, times: 100, respond: { status: 403, body } })
    expect(await direct("list")).toMatchObject({ code: 7, out: "" })
  })
})
