/**
 * Every script of docs/tasks.md, the one in the CronJob too, run by `sh` with the installed program against the installed server (built by
 * `npm run build`), in the order of the page.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { parse } from "yaml"
import { pageScripts } from "./harness/pageScripts.ts"
import { hasTools, reads, type ScriptWorld, startScriptWorld } from "./harness/scriptWorld.ts"

const { all, headings, only, page, under } = pageScripts("tasks.md")
let world: ScriptWorld

const sh = (script: string) => world.sh(script)

const [, manifest = ""] = /```yaml\n([\s\S]*?)```/.exec(page) ?? []

interface CronJob {
  readonly kind: string
  readonly spec: {
    readonly concurrencyPolicy: string
    readonly jobTemplate: {
      readonly spec: {
        readonly backoffLimit: number
        readonly template: {
          readonly spec: {
            readonly containers: ReadonlyArray<{
              readonly command: ReadonlyArray<string>
              readonly args: readonly [string]
            }>
          }
        }
      }
    }
  }
}

const states = async (): Promise<string> =>
  (await sh("camunda-backup list -o json | jq -r '.backups[].state'")).stdout

it.each(all)("can be read by sh: %s", async (script) => {
  expect(await reads(script)).toMatchObject({ stderr: "" })
})

describe.each(hasTools ? ["docs/tasks.md"] : [])("%s", () => {
  beforeAll(async () => {
    world = await startScriptWorld()
  }, 30_000)

  afterAll(() => world.close())

  it("has no script that is not run here", () => {
    expect(headings).toEqual([
      "First backup",
      "First backup",
      "Say what a backup is for",
      "In a pipeline",
      "Alarm by exit status",
      "Alarm by exit status",
      "From Camunda's endpoint to ours",
      "From Camunda's endpoint to ours",
      "Reading a failure",
      "Reading a failure",
      "Elasticsearch is red",
      "A restore stopped in the middle",
      "A replica died",
      "Who deleted it"
    ])
    // The one before the first heading; the test itself says where the server is.
    expect(all).toHaveLength(headings.length + 1)
  })

  it("begins with the version", async () => {
    expect((await sh((all[0] ?? "").replace(/^export .*$/m, ""))).stdout).toMatch(
      /^[0-9]+\.[0-9]+\.[0-9]+\n$/
    )
  })

  it("takes the first backup, and proves it", async () => {
    const [take = "", prove = ""] = under("First backup")
    expect((await sh(`set -e\n${take}`)).stdout).toMatch(/last good backup +[0-9]+/)
    expect((await sh(`set -e\n${prove}`)).stdout).toMatch(/COMPLETED +COMPLETED .* [0-9-]{10} [0-9:]{8}Z/)
  }, 90_000)

  it("says what a backup is for, and finds it by that", async () => {
    const { stdout } = await sh(only("Say what a backup is for"))
    expect(stdout).toMatch(/ env=prod,reason=upgrade +before 8\.7\.3/)
    expect(stdout.trim().split("\n")).toHaveLength(3)
    await sh("camunda-backup delete latest --yes")
  }, 90_000)

  it("takes one in a CronJob, once, and fails with it", async () => {
    const job: CronJob = parse(manifest)
    const [container] = job.spec.jobTemplate.spec.template.spec.containers
    expect(job).toMatchObject({ kind: "CronJob", spec: { concurrencyPolicy: "Forbid" } })
    expect(job.spec.jobTemplate.spec.backoffLimit).toBe(0)
    expect(container?.command).toEqual(["sh", "-euc"])
    const script = `set -eu\n${container?.args[0]}`
    await sh(script)
    expect(await states()).toBe("COMPLETED\n".repeat(4))
    await sh(script.replace("tail -n +8", "tail -n +2"))
    expect(await states()).toBe("COMPLETED\n".repeat(2))
    const away = script.replace("create ", "create --server http://127.0.0.1:1 ")
    await expect(sh(away)).rejects.toMatchObject({ code: 9 })
  }, 90_000)

  it("takes and proves one in a pipeline", async () => {
    await sh(only("In a pipeline"))
    const { stdout } = await sh("cat backup-id.txt && camunda-backup list --limit 1 -o name")
    expect(stdout).toMatch(/^([0-9]+)\n\1\n$/)
    const refused = sh("CAMUNDA_BACKUP_READ_ONLY=true camunda-backup create")
    await expect(refused).rejects.toMatchObject({ code: 6, stdout: "" })
  }, 90_000)

  it("moves from Camunda's endpoint", async () => {
    const [calls = "", commands = ""] = under("From Camunda's endpoint to ours")
    expect((await sh(`set -e\n${calls}`)).stdout).toMatch(/"backupId": ?1732300000/)
    await sh("camunda-backup wait 1732300000 --component operate --for finished --quiet")
    expect((await sh(`set -e\n${commands}`)).stdout).toMatch(/operate 1732300000: COMPLETED/)
    const nothing = sh(
      'camunda-backup delete 1 --yes --component operate --server "$CAMUNDA_BACKUP_SERVER/actuator/backups"'
    )
    await expect(nothing).rejects.toMatchObject({ code: 4, stdout: "" })
    await sh("camunda-backup delete 1732300000 --component operate --yes")
  }, 60_000)

  it("alarms by the exit status", async () => {
    const [byStatus = "", byAge = ""] = under("Alarm by exit status")
    expect((await sh(byStatus)).stdout).toBe("")
    const away = byStatus.replace("backup status", "backup status --server http://127.0.0.1:1")
    expect((await sh(away)).stdout).toMatch(/^WARNING: the backup server cannot be reached\n/)
    expect((await sh(byAge)).stdout).toBe("")
    expect((await sh(byAge.replace("90000", "0"))).stdout).toMatch(/^ALARM: the last good backup is older/)
  }, 60_000)

  it("reads a failure, and resumes it", async () => {
    const hold = world.emulator.snapshots.hold(/part_2_/)
    await sh("camunda-backup create --quiet > id.txt")
    await hold.arrived
    await sh('camunda-backup cancel "$(cat id.txt)" --yes --wait --quiet')
    hold.release()
    const [look = "", resume = ""] = under("Reading a failure")
    const [byStatus = ""] = under("Alarm by exit status")
    expect((await sh(byStatus)).stdout).toMatch(/^ALARM: look at the backups\n[\s\S]*Cancelled by/)
    const { stdout } = await sh(`set -e\n${look}`)
    expect(stdout).toMatch(/operate [0-9]+: INCOMPLETE[\s\S]*Cancelled by/)
    expect(stdout).toMatch(/part 1 begins: camunda_operate_/)
    await sh(`set -e\n${resume}`)
    await expect(sh("camunda-backup get latest > /dev/null")).resolves.toBeDefined()
  }, 90_000)

  it("looks, at night, at Elasticsearch and at restores", async () => {
    expect((await sh(only("Elasticsearch is red"))).stdout).toMatch(/OK +index-health \(operate\)/)
    const { stdout } = await sh(only("A restore stopped in the middle"))
    expect(stdout).toMatch(/^RESTORE +COMPONENT +BACKUP[\s\S]*Completed: everything was compared/)
  }, 30_000)

  it("finds in the log who deleted a backup, and in the journal who went on with one", async () => {
    await sh("camunda-backup create 7 --component operate --wait --quiet")
    expect((await sh(only("A replica died"))).stdout).toMatch(/part 6 SUCCESS/)
    await sh("camunda-backup delete 7 --component operate --yes")
    world.file("server.log", world.log())
    const find = only("Who deleted it").replace(
      "journalctl --unit camunda-backup --output cat",
      "cat server.log"
    )
    const { stdout } = await sh(`${find.trim()} | tail -n 2`)
    const [deleted = "", audit = ""] = stdout.split("\n")
    expect(JSON.parse(deleted)).toMatchObject({ message: "backup deleted", backupId: "7" })
    expect(JSON.parse(audit)).toMatchObject({
      who: "anybody",
      path: "/api/v1/backups/operate/7",
      outcome: "done"
    })
  }, 30_000)
})
