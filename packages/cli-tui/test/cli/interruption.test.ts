import { describe, expect, it } from "vitest"
import { at, listKey, page, post } from "../apiBodies.ts"
import { runCli } from "../runCli.ts"
import { startServer } from "../startServer.ts"

const list = listKey("operate")

const interrupted = async (words: string, request: string, reason: string) => {
  const interrupt = new AbortController()
  const { url } = await startServer({ [request]: "silent" }, () => interrupt.abort(reason))
  return runCli(`${words} --component operate --server ${url}`, { signal: interrupt.signal })
}

describe("an interruption", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143]
  ] as const)("by %s ends with %i", async (signal, code) => {
    expect(await interrupted("list", list, signal)).toMatchObject({
      code,
      out: "",
      err: expect.stringMatching(
        new RegExp(`^camunda-backup: Interrupted\\.\n  try .*\n  see .*exit ${code}\\)\n$`)
      )
    })
  })

  it("of something that changes says that it may be carried out", async () => {
    const { err } = await interrupted("create 5", post, "SIGINT")
    expect(err).toContain("If it was already requested, it will still be carried out.")
  })

  it("of a wait says that the backup goes on, and how to look at it", async () => {
    const { err } = await interrupted("wait 5", `GET ${at("operate", 5)}`, "SIGINT")
    expect(err).toContain("Stopped waiting.\n  why   The backup continues.\n  try   camunda-backup watch 5\n")
  })

  it("by a reader that has gone is no failure", async () => {
    expect(await interrupted("list", list, "EPIPE")).toMatchObject({ code: 0, out: "", err: "" })
  })

  it("is not what an empty list is", async () => {
    const { url } = await startServer({ [list]: page("operate") })
    expect(await runCli(`list --component operate --server ${url}`)).toMatchObject({
      code: 0,
      err: "No backups.\n"
    })
  })
})
