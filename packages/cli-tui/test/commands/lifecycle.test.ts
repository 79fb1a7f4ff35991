import { describe, expect, it } from "vitest"
import { startInstallation } from "../harness/startInstallation.ts"

const part = (component: string, id: number, number: number): string =>
  `camunda_${component}_${id}_8.7.2_part_${number}_of_6`

const parts = [1, 2, 3, 4, 5, 6]

const namesOf = (id: number): ReadonlyArray<string> =>
  ["operate", "tasklist"].flatMap((component) => parts.map((x) => part(component, id, x)))

describe("create", () => {
  it("--wait without a terminal tells a line a part, and prints nothing but the id on standard output", async () => {
    const { cli } = await startInstallation()
    const { code, drawn, err, out } = await cli("create 7 --wait --refresh 10ms")
    expect({ code, out, drawn }).toEqual({ code: 0, out: "7\n", drawn: [] })
    for (const name of namesOf(7)) expect(err.match(new RegExp(`${name}  SUCCESS`, "g"))).toHaveLength(1)
    expect(err).toContain("backup 7: operate COMPLETED, tasklist COMPLETED. Not included: Zeebe, Optimize.")
  })

  it("--wait at a terminal draws one block again and again, a line a component, not wider than it", async () => {
    const { cli } = await startInstallation()
    const { code, drawn, err } = await cli("create 7 --wait --refresh 10ms", { answers: [], columns: 50 })
    expect(code).toBe(0)
    expect(drawn.at(-1)?.map((x) => x.slice(0, 40))).toEqual([
      "operate  COMPLETED   [############] 6/6",
      "tasklist COMPLETED   [############] 6/6"
    ])
    expect(Math.max(...drawn.flat().map((x) => x.length))).toBeLessThanOrEqual(50)
    expect(err).not.toContain(part("operate", 7, 1))
  })

  it("--dry-run names every snapshot exactly, and takes none", async () => {
    const { cli, emulator } = await startInstallation()
    const { code, err, out } = await cli("create 7 --dry-run -o name")
    expect({ code, err, out: out.trim().split("\n") }).toEqual({ code: 0, err: "", out: namesOf(7) })
    expect(emulator.snapshots.names("camunda")).toEqual([])
    const text = await cli("create 7 --dry-run --component operate")
    expect(text.out).toContain(`  take  ${part("operate", 7, 1)}  `)
    expect(text.err).toBe("Nothing was done (--dry-run).\n")
  })

  it("--dry-run and get name what is in no part, with its documents", async () => {
    const { backup, cli, emulator } = await startInstallation()
    const document = { id: "1", source: { n: 1 } }
    emulator.indices.create("operate-event-8.2.0_", { documents: [document] })
    const said = "in no part: operate-event-8.2.0_ (1 document)\n"
    const planned = await cli("create 7 --dry-run")
    expect(planned.out.split(said)).toHaveLength(2)
    const json = await cli("create 7 --dry-run --json --component operate")
    expect(json.out).toContain("operate-event-8.2.0_")
    await backup(7)
    expect((await cli("get 7")).out).toContain(said)
  })

  it("--dry-run says why it would be refused", async () => {
    const { backup, cli } = await startInstallation()
    await backup(7)
    const { code, err, out } = await cli("create 7 --dry-run")
    expect({ code, out }).toEqual({ code: 5, out: "" })
    expect(err).toContain("A backup with ID [7] already exists")
    expect(err).toContain("see   camunda-backup get 7  (backup-exists, exit 5)")
  })

  it("--wait ends at its bound with 8, still prints the id, and the backup goes on", async () => {
    const { cli, emulator } = await startInstallation()
    const hold = emulator.snapshots.hold(/operate.*part_1_/)
    const { code, err, out } = await cli(
      "create 7 --wait --component operate --wait-timeout 50ms --refresh 10ms"
    )
    expect({ code, out }).toEqual({ code: 8, out: "7\n" })
    expect(err).toContain("try   camunda-backup watch 7: it continues")
    hold.release()
    expect(await cli("wait 7 --component operate --refresh 10ms")).toMatchObject({ code: 0 })
  })

  it("--wait that is interrupted prints the id, says that the work goes on, and it does", async () => {
    const { cli, emulator } = await startInstallation()
    const hold = emulator.snapshots.hold(/operate.*part_1_/)
    const interrupt = new AbortController()
    const running = cli("create 7 --wait -o json --component operate --refresh 10ms", {
      signal: interrupt.signal
    })
    await hold.arrived
    interrupt.abort("SIGINT")
    const { code, err, out } = await running
    expect(code).toBe(130)
    expect(JSON.parse(out)).toMatchObject({ backupId: "7", scheduled: [{ component: "operate" }] })
    expect(JSON.parse(err)).toMatchObject({
      errors: [{ code: "interrupted", message: "Stopped waiting. The backup continues.", exitCode: 130 }]
    })
    hold.release()
    expect(await cli("wait 7 --component operate --refresh 10ms")).toMatchObject({ code: 0 })
  })
})

describe("cancel and resume", () => {
  it("cancel says in advance what it would do, stops, and resume goes on at the part that is missing", async () => {
    const { cli, emulator } = await startInstallation()
    const hold = emulator.snapshots.hold(/operate.*part_3_/)
    await cli("create 7 --component operate")
    await hold.arrived
    expect(await cli("resume 7 --component operate")).toMatchObject({
      code: 0,
      err: "operate: backup 7 has not ended yet, so it is joined.\n"
    })
    expect((await cli("resume 7 --dry-run --component operate")).out).toContain(
      `join  ${part("operate", 7, 3)}`
    )

    const plan = await cli("cancel latest --dry-run")
    const does = ["keep ", "keep ", "abort", "skip ", "skip ", "skip "]
    expect(plan.out.split("\n").map((x) => x.replace(/  [0-9]+ ind(ex|ices)$/, ""))).toEqual([
      expect.stringMatching(/^On emulator /),
      expect.stringMatching(/^operate 7: IN_PROGRESS, \d+s old, 2\/6 parts$/),
      ...does.map((word, i) => `  ${word}  ${part("operate", 7, i + 1)}`),
      ""
    ])
    expect(await cli("get 7 --component operate -o json")).toMatchObject({ code: 0 })

    const asked = await cli("cancel 7", { answers: ["n"] })
    expect(asked).toMatchObject({ code: 6, out: "" })
    expect(asked.err).toContain(`abort  ${part("operate", 7, 3)}`)
    // A question that cannot matter is not asked.
    const unknown = await cli("cancel 999", { answers: [] })
    expect(unknown).toMatchObject({ code: 4, out: "" })
    expect(unknown.err).not.toContain("continue?")
    expect(await cli("cancel 7")).toMatchObject({ code: 2, out: "" })
    const cancelled = await cli("cancel 7 --wait --refresh 10ms", { answers: ["y"] })
    expect(cancelled).toMatchObject({ code: 0, out: "" })
    expect(cancelled.err).toContain("backup 7: operate INCOMPLETE")
    expect(await cli("cancel 7 --yes --component operate")).toMatchObject({ code: 5 })
    expect(await cli("cancel 7 --dry-run --component operate")).toMatchObject({ code: 5, out: "" })

    hold.release()
    expect((await cli("resume 7 --dry-run -o name --component operate")).out.trim().split("\n")).toEqual(
      parts.map((x) => part("operate", 7, x))
    )
    const resumed = await cli("resume 7 --component operate --wait --refresh 10ms")
    expect(resumed).toMatchObject({ code: 0, out: "" })
    expect(resumed.err).toContain("backup 7: operate COMPLETED")
    for (const command of ["attempts", "logs"]) {
      const { out } = await cli(`${command} 7 --component operate`)
      expect(out.match(/Cancelled by/g)).toHaveLength(1)
      expect(out).toMatch(/ Stopped\. \(/)
    }
    const again = await cli("resume 7 --component operate")
    expect(again).toMatchObject({ code: 6, out: "" })
    // The backup is good: nothing here may lead anybody to delete it.
    expect(again.err).toContain("It is completed.")
    expect(again.err).not.toMatch(/delete/i)
    expect(await cli("resume 7 --dry-run --component operate")).toMatchObject({ code: 6 })
  })
})

describe("delete", () => {
  it("names exactly what it would delete, and deletes nothing, with --dry-run", async () => {
    const { backup, cli, emulator } = await startInstallation()
    await backup(7)
    const { code, out } = await cli("delete oldest --dry-run -o name")
    expect({ code, out: out.trim().split("\n") }).toEqual({ code: 0, out: namesOf(7) })
    expect(emulator.snapshots.names("camunda")).toHaveLength(12)
    const last = await cli("delete 7 --dry-run")
    expect(last.out).toMatch(/\nGood backups: 1 now, 0 afterwards\. No good backup will be left\.\n$/)
    await backup(8)
    const json = JSON.parse((await cli("delete 7 --dry-run -o json")).out)
    expect(json.goodBackups).toEqual({ now: 2, afterwards: 1 })
    expect((await cli("delete 7 --dry-run --component operate")).out).toContain("1 afterwards")
  })

  it("asks for y, for the id of the last good backup, for the number of several", async () => {
    const { backup, cli } = await startInstallation()
    await backup(7)
    await backup(8)
    await backup(9)
    expect(await cli("delete 7", { answers: [""] })).toMatchObject({ code: 6, out: "" })
    const asked = await cli("delete 7", { answers: ["y"] })
    expect(asked).toMatchObject({ code: 0, out: "" })
    expect(asked.err).toContain("The deletion of backup 7: continue? [y/N] ")
    const several = await cli("delete 8 latest", { answers: ["y"] })
    expect(several).toMatchObject({ code: 6 })
    expect(several.err).toContain(
      "No good backup will be left.\nThe deletion of 2 backups (8 9): type 2 to confirm: "
    )
    expect(await cli("delete 8 --yes --no-input")).toMatchObject({ code: 0 })
    expect(await cli("delete 9", { answers: ["y"] })).toMatchObject({ code: 6 })
    expect(await cli("delete 9")).toMatchObject({ code: 2 })
    expect(await cli("delete 9 --no-input", { answers: ["9"] })).toMatchObject({ code: 2 })
    expect(await cli("delete 9", { answers: ["9"] })).toMatchObject({ code: 0 })
    expect(await cli("list")).toMatchObject({ code: 0, out: "", err: "No backups.\n" })
  })
})

describe("a confirmation", () => {
  it("of a delete shows the plan first, and how many good backups stay; what is not there is not asked about", async () => {
    const { backup, cli } = await startInstallation()
    await backup(7)
    await backup(8)
    const { err } = await cli("delete 7", { answers: ["n"] })
    expect(err).toMatch(/^On emulator .+\noperate 7: COMPLETED, \d+s old, 6\/6 parts\n/)
    expect(err).toContain(`  delete  ${part("tasklist", 7, 6)}`)
    expect(err).toContain("Good backups: 2 now, 1 afterwards.\n")
    expect(err.indexOf("Good backups")).toBeLessThan(err.indexOf("continue?"))
    const unknown = await cli("delete 999", { answers: [] })
    expect(unknown).toMatchObject({ code: 4, out: "" })
    expect(unknown.err).not.toContain("continue?")
    const ended = await cli("cancel latest-good", { answers: [] })
    expect(ended).toMatchObject({ code: 5, out: "" })
    expect(ended.err).not.toContain("continue?")
  })
})
