/** Schedules and retention on the command line, over the built server and an emulated Elasticsearch. */
import { describe, expect, it } from "vitest"
import { startInstallation } from "../harness/startInstallation.ts"
import { runCli } from "../runCli.ts"
import { startServer } from "../startServer.ts"

const day = 86_400_000

describe("schedule", () => {
  it("shows when the server acts next, pauses and resumes it, and says who did", async () => {
    const { cli } = await startInstallation({
      CAMUNDA_BACKUP_SCHEDULE: "0 2 * * *",
      CAMUNDA_BACKUP_TIMEZONE: "Europe/Berlin",
      CAMUNDA_BACKUP_SCHEDULE_WITHIN: "90m",
      CAMUNDA_BACKUP_DRILL_SCHEDULE: "0 4 * * 0"
    })
    const { code, out } = await cli("schedule")
    expect(code).toBe(0)
    expect(out).toMatch(
      /^backup: 0 2 \* \* \* \(Europe\/Berlin\), operate and tasklist\n {2}next \d{4}-\d\d-\d\d \d\d:00:00Z\n {2}made up for within 90m\n/
    )
    expect(out).toContain("drill: 0 4 * * 0")
    const paused = await cli("schedule pause backup --as amal -o json")
    expect(JSON.parse(paused.out)).toMatchObject({
      kind: "ScheduleList",
      schedules: [{ job: "backup", paused: { by: expect.stringContaining("amal") } }]
    })
    expect((await cli("schedule show")).out).toMatch(/PAUSED since .* by .*amal.*; its times pass unused\n/)
    const status = await cli("status")
    expect(status.out).toMatch(
      /\nby itself +backup 0 2 \* \* \* \(Europe\/Berlin\), PAUSED since .* by .*amal/
    )
    expect(status.out).toMatch(/\nby itself +drill 0 4 \* \* 0 \(Europe\/Berlin\), next \d{4}-.*Z\n/)
    expect(JSON.parse((await cli("status -o json")).out)).toMatchObject({
      schedules: [{ job: "backup" }, { job: "drill", paused: null }]
    })
    expect((await cli("schedule resume backup")).out).toContain("  next ")
    expect((await cli("schedule -o name")).out).toBe("backup\ndrill\n")
  })

  it("says that none is set, and what to do", async () => {
    const { cli } = await startInstallation()
    expect(await cli("schedule")).toMatchObject({
      code: 0,
      err: expect.stringContaining("no schedule is set at the server (CAMUNDA_BACKUP_SCHEDULE)")
    })
    const refused = await cli("schedule pause drill")
    expect(refused.code).toBe(4)
    expect(refused.err).toContain("No schedule of drills is set (CAMUNDA_BACKUP_DRILL_SCHEDULE).")
  })

  it("refuses what it does not know with what it takes", async () => {
    const { url } = await startServer({})
    const wrong = async (words: string) => (await runCli(`${words} --server ${url}`)).err
    expect(await wrong("schedule puase backup")).toContain("did you mean pause?")
    expect(await wrong("schedule pause nightly")).toContain("schedule pause backup|drill")
  })

  it("is not changed by a session that only reads", async () => {
    const { cli } = await startInstallation({ CAMUNDA_BACKUP_SCHEDULE: "0 2 * * *" })
    expect((await cli("schedule pause backup --read-only")).code).toBe(6)
    expect(JSON.parse((await cli("schedule -o json")).out)).toMatchObject({ schedules: [{ paused: null }] })
  })
})

describe("retention", () => {
  it("shows what is kept and why, removes nothing without --yes, and then exactly that", async () => {
    const { backup, cli, emulator } = await startInstallation({ CAMUNDA_BACKUP_RETENTION_KEEP_LAST: "2" })
    for (const id of [1, 2, 3]) {
      await backup(id)
      emulator.clock.advance(day)
    }
    const plan = await cli("retention plan")
    expect(plan.code, plan.err).toBe(0)
    expect(plan.out).toMatch(/\nkeep +3 .* last-good, last\n/)
    expect(plan.out).toMatch(/\nREMOVE +1 .* no-rule\n/)
    expect(plan.out).toContain("Good backups: 3 now, 2 afterwards.")
    const held = await cli("retention apply")
    expect(held.err).toContain("Nothing was removed: the same command with --yes removes them.")
    expect((await cli("list -o name")).out).toBe("3\n2\n1\n")
    const strict = await cli("retention apply --keep-last 1 --yes")
    expect(strict.code, strict.err).toBe(0)
    expect(strict.err).toContain("removed 1 of operate and tasklist\nremoved 2 of operate and tasklist\n")
    expect((await cli("list -o name")).out).toBe("3\n")
    expect((await cli("retention apply --keep-last 1 --yes")).err).toContain(
      "0 backups of 1 would be removed."
    )
  })

  it("keeps everything while there is no policy, and says so", async () => {
    const { backup, cli } = await startInstallation()
    await backup(1)
    expect(await cli("retention apply --yes")).toMatchObject({
      code: 0,
      err: expect.stringContaining("everything is kept.")
    })
    expect((await cli("list -o name")).out).toBe("1\n")
  })

  it("removes nothing in a session that only reads", async () => {
    const { backup, cli, emulator } = await startInstallation()
    await backup(1)
    emulator.clock.advance(day)
    await backup(2)
    expect((await cli("retention apply --keep-last 1 --yes --read-only")).code).toBe(6)
    expect((await cli("list -o name")).out).toBe("2\n1\n")
  })

  it.each([
    ["--keep-last many", "--keep-last is a number from 0, or unlimited, not many."],
    ["--min-good 0", "--min-good is a number from 1, not 0."],
    ["--keep-within soon", "keepWithin"],
    ["--timezone Europe/Atlantis --keep-last 1", "Europe/Berlin"],
    ["--timezone Europe/Berlin", "--timezone needs a rule beside it"]
  ])("refuses %s", async (flags, said) => {
    const { url } = await startServer({})
    const { code, err } = await runCli(`retention plan ${flags} --server ${url}`)
    expect(err).toContain(said)
    expect(code).toBe(2)
  })
})
