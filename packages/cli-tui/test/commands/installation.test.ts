/** Which cluster is it? Every plan and every confirmation says so, and a session that only reads cannot be argued with. */
import { describe, expect, it } from "vitest"
import { startInstallation } from "../harness/startInstallation.ts"
import { runCli } from "../runCli.ts"

const where = (url: string) =>
  new RegExp(
    `^On \\S+ \\(Elasticsearch \\S+, (green|yellow)\\), repository camunda \\(fs( \\S+)?\\), Camunda 8\\.7\\.2, prefixes operate, tasklist; at ${url}\\.$`,
    "m"
  )

describe("the installation", () => {
  it("is named in every plan, before every question, in status and for programs", async () => {
    const { backup, cli, url } = await startInstallation()
    await backup(7)
    for (const plan of ["create 8 --dry-run", "delete 7 --dry-run", "restore plan 7"])
      expect((await cli(plan)).out).toMatch(where(url))
    for (const question of ["delete 7", "restore run 7 --into copy-"])
      expect((await cli(question, { answers: ["n"] })).err).toMatch(where(url))
    expect((await cli("status")).out).toMatch(/^installation {7}\S+ \(Elasticsearch /)
    for (const json of ["delete 7 --dry-run -o json", "status -o json"])
      expect(JSON.parse((await cli(json)).out)).toMatchObject({
        installation: { repository: { name: "camunda" }, camundaVersion: "8.7.2" }
      })
  })
})

describe("--read-only", () => {
  it.each([
    "create 9",
    "resume 7",
    "cancel 7 --yes",
    "delete 7 --yes",
    "restore run 7 --in-place --yes",
    "restore drill 7"
  ])("refuses %s (6), and asks nothing of the server", async (words) => {
    const ran = await runCli(`${words} --read-only --server http://127.0.0.1:1`)
    expect(ran).toMatchObject({ code: 6, out: "" })
    expect(ran.err).toContain("Nothing was done.")
    expect(ran.err).toContain("session-read-only, exit 6")
  })

  it("lets everything through that only looks, and comes from its variable too", async () => {
    const { backup, cli } = await startInstallation()
    await backup(7)
    const environment = { CAMUNDA_BACKUP_READ_ONLY: "true" }
    for (const words of [
      "list",
      "get 7",
      "check",
      "create 8 --dry-run",
      "delete 7 --dry-run",
      "restore plan 7 --into x-"
    ])
      expect(await cli(words, { environment })).toMatchObject({ code: 0 })
    expect(await cli("delete 7 --yes", { environment })).toMatchObject({ code: 6 })
    expect(await cli("list", { environment: { CAMUNDA_BACKUP_READ_ONLY: "maybe" } })).toMatchObject({
      code: 2
    })
    expect((await cli("list -o name")).out).toBe("7\n")
  })
})
