/** A short list of a large repository: read by pages, each id whole, errors in the format that was asked for. */
import { BackupId, PageDto } from "@camunda-backup/core"
import { Option } from "effect"
import { describe, expect, it } from "vitest"
import { parse } from "yaml"
import { startInstallation } from "../harness/startInstallation.ts"
import { at, details, page } from "../apiBodies.ts"
import { completed, id } from "../bodies.ts"
import { type Answer, closedAddress, startServer } from "../startServer.ts"
import { runCli } from "../runCli.ts"

describe("list --limit", () => {
  it("shows the newest ids, each with all of its components, however pages end between them", async () => {
    const { backup, cli } = await startInstallation()
    await cli("create 1 --component tasklist --wait --refresh 10ms")
    await backup(2)
    await cli("create 3 --component operate --wait --refresh 10ms")
    await backup(4)
    const ids = async (words: string) => (await cli(`${words} -o name`)).out.trim().split("\n")
    expect(await ids("list --limit 1")).toEqual(["4"])
    expect(await ids("list --limit 3")).toEqual(["4", "3", "2"])
    expect(await ids("list --limit 9")).toEqual(["4", "3", "2", "1"])
    for (const limit of [1, 2, 3, 4]) {
      const page = JSON.parse((await cli(`list --limit ${limit} -o json`)).out)
      const all = JSON.parse((await cli("list -o json")).out)
      const wanted = new Set(await ids(`list --limit ${limit}`))
      expect(page.backups).toEqual(all.backups.filter((x: { backupId: string }) => wanted.has(x.backupId)))
    }
    expect((await cli("list --limit 2")).out).toMatch(/\n3 +COMPLETED +- /)
    expect(await ids("list --limit 1 --component tasklist")).toEqual(["4"])
    expect(await ids("list --limit 2 --state FAILED")).toEqual([""])
  })
})

describe("a list of pages", () => {
  it("has the components of an id in their order, whichever began first", async () => {
    const itemsOf = (answer: Answer): ReadonlyArray<unknown> => JSON.parse(answer.body ?? "").backups
    const backups = [
      ...itemsOf(page("tasklist", completed("tasklist"))),
      ...itemsOf(page("operate", completed("operate")))
    ]
    const { url } = await startServer({
      "GET /api/v1/backups?snapshots=true&pattern=*&limit=2": {
        status: 200,
        body: JSON.stringify({ backups, next: null })
      }
    })
    const { out } = await runCli(`list --limit 1 -o jsonl --server ${url}`)
    const components = out
      .trim()
      .split("\n")
      .map((x) => JSON.parse(x).component)
    expect(components).toEqual(["operate", "tasklist"])
  })

  it("has them in their order also where a page ended between them", async () => {
    const backups = JSON.parse(page("tasklist", completed("tasklist")).body ?? "").backups
    const next = PageDto.encodeCursor({
      startedAt: 1,
      backupId: Option.getOrThrow(BackupId.parse(id)),
      component: "tasklist"
    })
    const { url } = await startServer({
      "GET /api/v1/backups?snapshots=true&pattern=*&limit=2": {
        status: 200,
        body: JSON.stringify({ backups, next })
      },
      [`GET ${at("operate")}`]: details("operate", completed("operate"))
    })
    const { out } = await runCli(`list --limit 1 -o jsonl --server ${url}`)
    const components = out
      .trim()
      .split("\n")
      .map((x) => JSON.parse(x).component)
    expect(components).toEqual(["operate", "tasklist"])
  })
})

describe("list --sort and --columns", () => {
  it("orders and shows what was asked for", async () => {
    const { backup, cli, emulator } = await startInstallation()
    await backup(7)
    emulator.indices.delete("operate-import-position-8.3.0_")
    // The clock of Elasticsearch goes in steps of 200 ms: of two that begin in one step neither is the newer.
    emulator.clock.advance(1000)
    await cli("create 5 --component tasklist --wait --refresh 10ms")
    const ids = async (words: string) => (await cli(`list -o name ${words}`)).out.trim().split("\n")
    expect(await ids("")).toEqual(["5", "7"])
    expect(await ids("--sort oldest")).toEqual(["7", "5"])
    expect(await ids("--sort id")).toEqual(["5", "7"])
    const { out } = await cli("list --columns parts,id,states --sort oldest")
    expect(out).toBe(
      "PARTS  ID  OPERATE    TASKLIST\n12/12  7   COMPLETED  COMPLETED\n6/6    5   -          COMPLETED\n"
    )
    const wrong = await cli("list --columns colour")
    expect(wrong).toMatchObject({ code: 2, out: "" })
    expect(wrong.err).toContain("--columns is one or several of id, states, age")
  })
})

describe("errors", () => {
  it("are in the format of the data, and say what they are", async () => {
    const url = await closedAddress()
    const ran = (format: string) => runCli(`list -o ${format} --server ${url}`).then((x) => x.err)
    const expected = {
      apiVersion: "camunda-backup/v1",
      kind: "ErrorList",
      errors: [{ exitCode: 9 }, { exitCode: 9 }]
    }
    expect(JSON.parse(await ran("json"))).toMatchObject(expected)
    expect(JSON.parse(await ran("jsonl"))).toMatchObject(expected)
    expect(parse(await ran("yaml"))).toMatchObject(expected)
    expect(await ran("name")).toMatch(/^camunda-backup: operate: /)
    expect(parse((await runCli("list -o yaml --nonsense")).err)).toMatchObject({
      errors: [{ code: "usage" }]
    })
  })
})
