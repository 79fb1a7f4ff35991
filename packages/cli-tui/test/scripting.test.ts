/**
 * Every script of docs/scripting.md, run by `sh` with the installed program against the installed server (built by `npm run build`). They use jq
 * and flock; a machine without them can only look whether `sh` reads them.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { pageScripts } from "./harness/pageScripts.ts"
import { hasTools, reads, type ScriptWorld, startScriptWorld } from "./harness/scriptWorld.ts"

const { all, headings, only, under } = pageScripts("scripting.md")
let world: ScriptWorld

const sh = (script: string) => world.sh(script)

it.each(all)("can be read by sh: %s", async (script) => {
  expect(await reads(script)).toMatchObject({ stderr: "" })
})

describe.each(hasTools ? ["docs/scripting.md"] : [])("%s", () => {
  beforeAll(async () => {
    world = await startScriptWorld()
  }, 30_000)

  afterAll(() => world.close())

  it("has no script that is not run here", () => {
    expect(headings).toEqual([
      "Take a backup and wait",
      "Both components or one",
      "Join what is there",
      "Look before you delete",
      "Distinguish failures",
      "JSON",
      "JSON",
      "JSON",
      "Check before, alert after",
      "Check before, alert after",
      "Keep the newest seven",
      "Delete at Camunda's own endpoint",
      "cron"
    ])
  })

  it("takes a backup and waits for it", async () => {
    const { stdout } = await sh(only("Take a backup and wait"))
    expect(stdout).toMatch(/backup [0-9]+ is COMPLETED in both components\n$/)
  }, 60_000)

  it("joins a backup, and continues one that was stopped", async () => {
    const script = only("Join what is there")
    expect((await sh(script)).stdout).toBe("")
    await sh("camunda-backup delete latest --yes")
    const hold = world.emulator.snapshots.hold(/part_2_/)
    await sh("camunda-backup create --quiet > id.txt")
    await hold.arrived
    await sh('camunda-backup cancel "$(cat id.txt)" --yes --wait --quiet')
    hold.release()
    await sh(script)
    expect((await sh("camunda-backup get latest -o json | jq -r '.backups[].state'")).stdout).toBe(
      "COMPLETED\nCOMPLETED\n"
    )
  }, 60_000)

  it("looks before it deletes", async () => {
    const { stdout } = await sh(only("Look before you delete"))
    expect(stdout).toMatch(
      /^On emulator .*repository camunda-backup.*\noperate [0-9]+: COMPLETED, [0-9]+s old/
    )
    expect(stdout).toMatch(/camunda_tasklist_[0-9]+_8\.7\.2_part_6_of_6/)
  }, 30_000)

  it("takes no answer of Camunda's endpoint for a proof", async () => {
    expect((await sh(only("Delete at Camunda's own endpoint"))).stdout).toBe("was not there\n")
  }, 30_000)

  it("distinguishes failures", async () => {
    expect((await sh(only("Distinguish failures"))).stdout).toBe("no such backup\n")
    const away = only("Distinguish failures").replaceAll("get 1", "get 1 --server http://127.0.0.1:1")
    expect((await sh(away)).stdout).toBe("unavailable, try again later\n")
  }, 30_000)

  it("reads JSON and names", async () => {
    const [list = "", failure = "", names = ""] = under("JSON")
    expect((await sh(list)).stdout).toMatch(/^operate [0-9]+ COMPLETED\ntasklist [0-9]+ COMPLETED\n$/)
    expect((await sh(failure)).stdout).toBe(
      "operate: backup-not-found, exit status 4\ntasklist: backup-not-found, exit status 4\n"
    )
    expect((await sh(names)).stdout).toBe("")
    expect((await sh("camunda-backup list -o name")).stdout).toMatch(/^[0-9]+\n$/)
  }, 30_000)

  it("checks, and sees how old the last good backup is", async () => {
    const [check = "", age = ""] = under("Check before, alert after")
    expect((await sh(check)).stdout).toBe("")
    expect((await sh(age)).stdout).toBe("")
    expect((await sh(age.replace("90000", "0"))).stdout).toBe("the last good backup is older than 25 hours\n")
  }, 30_000)

  it("takes a backup of one component", async () => {
    expect((await sh(only("Both components or one"))).stdout).toBe("COMPLETED\n")
    await sh("camunda-backup delete latest --component operate --yes")
  }, 60_000)

  it("makes a backup every night, and keeps as many as it says", async () => {
    await sh(only("cron"))
    expect((await sh("camunda-backup list -o name")).stdout.trim().split("\n")).toHaveLength(2)
    await sh(only("cron").replace("tail -n +8", "tail -n +2"))
    const kept = (await sh("camunda-backup list -o name")).stdout.trim().split("\n")
    expect(kept).toHaveLength(1)
    await sh(only("Keep the newest seven"))
    expect((await sh("camunda-backup list -o name")).stdout.trim().split("\n")).toEqual(kept)
  }, 60_000)
})
