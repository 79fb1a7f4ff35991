/** Restores and drills on the command line, over the built server and an emulated Elasticsearch. */
import { describe, expect, it } from "vitest"
import { startElasticsearch, startInstallation } from "../harness/startInstallation.ts"
import { runCli } from "../runCli.ts"
import { startServer } from "../startServer.ts"

const some = "operate-process-8.3.0_"

interface Restores {
  readonly restores: ReadonlyArray<{
    readonly id: string
    readonly component: string
    readonly state: string
  }>
}

describe("restore drill", () => {
  it("verifies both components, says so in list and get, and leaves nothing", async () => {
    const { backup, cli, emulator } = await startInstallation()
    await backup(7)
    const before = emulator.indices.names()
    const drilled = await cli("restore drill latest-good --wait --refresh 20ms")
    expect(drilled.code, drilled.err).toBe(0)
    expect(drilled.err).toContain("operate: backup 7 is verified.\ntasklist: backup 7 is verified.\n")
    expect(emulator.indices.names()).toEqual(before)
    expect((await cli("list")).out).toMatch(
      /\n7 +COMPLETED +COMPLETED .* 12\/12 +\S+ \S+ +\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/
    )
    expect((await cli("get 7 --component operate")).out).toMatch(/\nverified at .*: 40 of 40 indices, /)
    const { out } = await cli("restore list --json")
    expect((JSON.parse(out) as Restores).restores.map((x) => `${x.component} ${x.state}`).toSorted()).toEqual(
      ["operate Completed", "tasklist Completed"]
    )
  })

  it("of a sample says how many of how many", async () => {
    const { backup, cli } = await startInstallation()
    await backup(7)
    const words = "restore drill 7 --component operate --max-bytes 5kb --seed x --wait --refresh 20ms"
    expect(await cli(words)).toMatchObject({ code: 0 })
    expect((await cli("list --component operate")).out).toMatch(/ \d+\/40 \d{4}-/)
  })

  it("ends with 3 when the backup is damaged, and names index and shard", async () => {
    const { backup, cli, emulator } = await startInstallation()
    await backup(7)
    const part =
      emulator.snapshots.names("camunda").find((x) => x.includes("operate") && x.includes("part_6")) ?? ""
    expect(emulator.snapshots.damageShard(part, some, 0, "changed")).toBe(true)
    const before = emulator.indices.names()
    const { code, err } = await cli("restore drill 7 --component operate --wait --refresh 20ms")
    expect(code).toBe(3)
    expect(err).toContain(`operate: backup 7 is not verified: Shard 0 of index ${some} cannot be restored`)
    expect(emulator.indices.names()).toEqual(before)
    expect((await cli("list --component operate")).out).toContain("DAMAGED")
    // What is known to be damaged is not restored without a drill before.
    const refused = await cli("restore run 7 --in-place --unverified --component operate --yes --wait")
    expect(refused).toMatchObject({ code: 6 })
    expect(emulator.indices.names()).toEqual(before)
  })

  it("needs no terminal, and shows with --dry-run what it would do", async () => {
    const { backup, cli, emulator } = await startInstallation()
    await backup(7)
    emulator.requests.clear()
    const { code, out } = await cli("restore drill 7 --component operate --dry-run")
    expect(code).toBe(0)
    expect(out).toContain("as a drill, under names that begin with drill-")
    expect(out).toContain("Nothing is deleted.")
    expect(emulator.requests.matching((x) => x.path.includes("_restore"))).toEqual([])
  })
})

describe("restore run", () => {
  it("in place shows the plan, takes the typed id, and brings back what was backed up", async () => {
    const { backup, cli, emulator } = await startInstallation()
    await backup(7)
    const names = emulator.indices.names()
    emulator.indices.create("operate-made-later")
    const words = "restore run 7 --in-place --wait --refresh 20ms"
    const wrong = await cli(words, { answers: ["yes"], environment: {} })
    expect(wrong).toMatchObject({ code: 6 })
    expect(emulator.indices.names()).toContain("operate-made-later")
    const run = await cli(words, { answers: ["7"] })
    expect(run.code, run.err).toBe(0)
    expect(run.err).toContain("operate-made-later  (0 documents, ")
    expect(run.err).toContain("NOT IN THE BACKUP")
    expect(run.err).toContain("operate: backup 7 is restored. Start Camunda 8.7.2.")
    expect(emulator.indices.names()).toEqual(names)
  })

  it("puts templates back with --restore-templates, which the plan lists, and says so at the end", async () => {
    const { backup, cli, emulator } = await startInstallation()
    const template = (method: string, body?: unknown) =>
      fetch(`${emulator.url}/_index_template/operate-later_template`, {
        method,
        headers: { "content-type": "application/json" },
        body: body === undefined ? null : JSON.stringify(body)
      })
    await template("PUT", { index_patterns: ["operate-later-*"] })
    await backup(7)
    await template("DELETE")
    const words = "restore run 7 --in-place --component operate --yes --wait --refresh 20ms"
    const plan = await cli("restore plan 7 --component operate --restore-templates -o wide")
    expect(plan.out).toContain(
      "1 template or policy will be put back:\n  index template operate-later_template  (missing)\n"
    )
    expect(plan.out).toContain('curl -X PUT "$ES/_index_template/operate-later_template"')
    const without = await cli(words)
    expect(without.err).toContain("operate: backup 7 is restored. Start Camunda 8.7.2.")
    expect((await template("GET")).status).toBe(404)
    const run = await cli(`${words} --restore-templates`)
    expect(run.code, run.err).toBe(0)
    expect(run.out).toContain("put back: index template operate-later_template\n")
    expect(run.err).toContain(
      "operate: backup 7 is restored, with 1 template or policy put back. Start Camunda 8.7.2."
    )
    expect((await template("GET")).status).toBe(200)
  })

  it("asks for --yes where nobody can be asked", async () => {
    const { backup, cli, emulator } = await startInstallation()
    await backup(7)
    emulator.requests.clear()
    const { code, err } = await cli("restore run 7 --in-place")
    expect(code).toBe(2)
    expect(err).toContain("Pass --yes to confirm.")
    expect(emulator.requests.matching((x) => x.method === "DELETE" || x.path.includes("_restore"))).toEqual(
      []
    )
  })

  it("begins nothing when one component is blocked", async () => {
    const { backup, cli, emulator } = await startInstallation()
    await backup(7)
    const part =
      emulator.snapshots.names("camunda").find((x) => x.includes("tasklist") && x.includes("part_6")) ?? ""
    emulator.snapshots.damage(part)
    emulator.requests.clear()
    const { code, out } = await cli("restore run 7 --in-place --yes --wait")
    expect(code).toBe(6)
    expect(out).toMatch(/ERROR Backup 7 of tasklist is FAILED/)
    expect(emulator.requests.matching((x) => x.method === "DELETE" || x.path.includes("_restore"))).toEqual(
      []
    )
  })

  it("under other names leaves everything as it is, and can be cancelled and looked at", async () => {
    const { backup, cli, emulator } = await startInstallation()
    await backup(7)
    const before = emulator.indices.names()
    const begun = await cli("restore run 7 --into copy- --component operate --yes -o name")
    expect(begun.code, begun.err).toBe(0)
    const id = begun.out.trim()
    const ended = await cli(`restore status ${id} --wait --refresh 20ms`)
    expect(ended.code, ended.err).toBe(0)
    expect(emulator.indices.names().filter((x) => x.startsWith("copy-"))).toHaveLength(40)
    expect(emulator.indices.names().filter((x) => !x.startsWith("copy-"))).toEqual(before)
    expect((await cli("restore status")).out).toContain(`restore ${id}, requested at `)
    expect(await cli(`restore cancel ${id} --yes`)).toMatchObject({ code: 5 })
    expect(await cli(`restore resume ${id}`)).toMatchObject({ code: 6 })
    expect(await cli(`restore status ${"0".repeat(32)}`)).toMatchObject({ code: 4 })
  })
})

describe("restore plan", () => {
  it("shows what is deleted and made, and with -o wide the equal requests", async () => {
    const { backup, cli } = await startInstallation()
    await backup(7)
    const { code, out } = await cli("restore plan 7 --component operate -o wide")
    expect(code).toBe(0)
    expect(out).toContain("40 indices will be DELETED:")
    expect(out).toContain("40 indices will be restored")
    expect(out).toMatch(/curl -X DELETE "\$ES\/operate-/)
    expect(out).toContain("/_restore?wait_for_completion=true")
    const plan = await cli("restore plan 7 --component operate --json")
    expect(JSON.parse(plan.out)).toMatchObject({
      runnable: true,
      plans: [{ component: "operate", backupId: "7" }]
    })
  })

  it("ends with 3 when something is in the way", async () => {
    const { backup, cli, emulator } = await startInstallation()
    await backup(7)
    emulator.indices.create(`copy-${some}`)
    const { code, out } = await cli("restore plan 7 --component operate --into copy-")
    expect(code).toBe(3)
    expect(out).toContain(`ERROR Names that the restore makes are taken: copy-${some} (index).`)
  })
})

describe("restore run of both components", () => {
  it("begins that of one while that of the other runs", async () => {
    const { backup, cli, emulator } = await startInstallation({}, { restoreDuration: 600_000 })
    await backup(7)
    const run = "restore run 7 --in-place --unverified --yes --component"
    expect(await cli(`${run} operate`)).toMatchObject({ code: 0 })
    const running = async () =>
      (await fetch(`${emulator.url}/_cluster/state/customs?filter_path=restore`)).text()
    await expect.poll(running).toContain("operate-")
    const other = await cli(`${run} tasklist`)
    expect(other.code, other.err).toBe(0)
    await expect.poll(running).toContain("tasklist-")
    expect((await cli(`${run} operate`)).code).not.toBe(0)
  })
})

describe("elsewhere", () => {
  it("--direct drills by itself, to the end", async () => {
    const { environment } = await startElasticsearch()
    const direct = (words: string) => runCli(`${words} --direct`, { environment })
    expect(await direct("create 7 --component operate --refresh 10ms")).toMatchObject({ code: 0 })
    const { code, err } = await direct("restore drill 7 --component operate --refresh 20ms")
    expect(code, err).toBe(0)
    expect(err).toContain("operate: backup 7 is verified.")
  })

  it("Camunda's own actuator is said not to offer it", async () => {
    const { url } = await startServer({})
    for (const words of ["restore list", "restore drill 7", "restore plan 7"]) {
      const { code, err } = await runCli(`${words} --component operate --server ${url}/actuator/backups`)
      expect(code).toBe(6)
      expect(err).toContain("not-offered")
    }
  })
})
