/**
 * Pages by task, followed to the letter: their scripts are run by `sh` in their order, with the installed programs over an emulated Elasticsearch (built by
 * `npm run build`), and what a page shows below a script has to come back. docs/tasks.md and docs/scripting.md have tests of their own.
 */
import { readFileSync } from "node:fs"
import path from "node:path"
import { describe, expect, it, type TestContext } from "vitest"
import { missingFrom, otherKeys, pageTranscript, shownJson, type Told } from "./harness/pageTranscript.ts"
import {
  hasTools,
  reads,
  type ScriptWorld,
  startScriptWorld,
  type WorldOptions
} from "./harness/scriptWorld.ts"

const pages = [
  "README.md",
  ...["disaster", "install", "restore", "schedule", "security", "upgrade"].map((x) => `docs/${x}.md`)
]

const world = async ({ onTestFinished }: TestContext, options: WorldOptions = {}): Promise<ScriptWorld> => {
  const started = await startScriptWorld(options)
  onTestFinished(started.close)
  return started
}

/** Runs them, as `change` makes them, each with what it prints to people and programs; what a page shows and is not there is said with its heading. */
const follow = async (
  { sh }: ScriptWorld,
  told: ReadonlyArray<Told>,
  change: (script: string) => string = (x) => x
): Promise<ReadonlyArray<string>> => {
  const wrong: Array<string> = []
  for (const { heading, script, shown } of told) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as a reader types them
    const { stdout } = await sh(`set -e\nexec 2>&1\n${change(script)}`)
    if (shown !== null) wrong.push(...missingFrom(stdout, shown).map((x) => `${heading}: ${x}\n${stdout}`))
  }
  return wrong
}

const under = (page: string, ...headings: ReadonlyArray<string>): ReadonlyArray<Told> =>
  pageTranscript(page).filter((x) => headings.includes(x.heading))

/** Where a person would type the id. */
const confirmed = (script: string): string =>
  script.replace(/^(camunda-backup restore run .*)$/gm, "$1 --yes")

it.each(pages.flatMap((page) => pageTranscript(page).map(({ script }) => [page, script] as const)))(
  "%s: sh can read %s",
  async (_page, script) => {
    expect(await reads(script)).toMatchObject({ stderr: "" })
  }
)

it("finds what a page shows and does not come back", () => {
  const shown = "first 7\n…\nbackup 12 at 2026-11-28 10:30:11Z\nlast"
  expect(missingFrom("first 1\nmore\nbackup 3 at 2025-01-01 00:00:00Z\nlast\n", shown)).toEqual([])
  expect(missingFrom("first 1\nbackup 3 at 2025-01-01 00:00:00Z\nmore\nlast\n", shown)).toEqual(["last"])
  expect(missingFrom("nothing\n", "…\nfirst 1\n")).toEqual(["first 1"])
})

describe.each(hasTools ? ["pages"] : [])("%s", () => {
  // At the same time: they wait most of the time.
  it.concurrent("README.md: the four calls, and more than them", async (test) => {
    const { expect } = test
    const here = await world(test)
    const local = (script: string): string =>
      script
        .replaceAll("http://127.0.0.1:9600", "$CAMUNDA_BACKUP_SERVER")
        .replaceAll("npm run -s cli --", "camunda-backup")
        .replaceAll(/'(\$CAMUNDA_BACKUP_SERVER[^']*)'/g, '"$1"')
        .replaceAll(/^curl -N (\S+).*$/gm, "timeout 1 curl -sN $1 || true")
        .replaceAll(/^curl (?!-N)/gm, "curl -sS ")
    const calls = under("README.md", "The four calls")
    const hold = here.emulator.snapshots.hold(/part_1_/)
    expect(await follow(here, calls.slice(0, 2), local)).toEqual([])
    hold.release()
    await here.sh("camunda-backup wait 1732300000 --component operate --for finished --quiet")
    expect(await follow(here, calls.slice(2), local)).toEqual([])
    await here.sh("camunda-backup wait latest --for finished --quiet")
    expect(await follow(here, under("README.md", "From the command line"), local)).toEqual([])
    const { stdout } = await here.sh("camunda-backup list --state COMPLETED -o name")
    expect(stdout.trim().split("\n")).toHaveLength(2)
  }, 60_000)

  it.concurrent("docs/schedule.md", async (test) => {
    const { expect } = test
    const [settings, ...rest] = pageTranscript("docs/schedule.md")
    const here = await world(test)
    await here.restart(await here.variables(settings?.script ?? ""))
    await here.sh("camunda-backup create 1 --wait --quiet && camunda-backup create 2 --wait --quiet")
    expect(await follow(here, rest)).toEqual([])
    expect((await here.sh("camunda-backup list -o name")).stdout).toBe("2\n")
  }, 60_000)

  it.concurrent("docs/upgrade.md", async (test) => {
    const { expect } = test
    const here = await world(test, { server: { CAMUNDA_BACKUP_SCHEDULE: "0 2 * * *" } })
    expect(await follow(here, pageTranscript("docs/upgrade.md"))).toEqual([])
    const { stdout } = await here.sh("camunda-backup list -o wide && camunda-backup schedule")
    expect(stdout).toMatch(/reason=upgrade +before 8\.7\.3/)
    expect(stdout).not.toContain("PAUSED")
  }, 60_000)

  it.concurrent("docs/restore.md", async (test) => {
    const { expect } = test
    const here = await world(test, { restoreDuration: 300 })
    await here.sh("camunda-backup create --wait --quiet")
    const told = pageTranscript("docs/restore.md")
    expect(told.map((x) => x.heading)).toEqual([
      "Tonight's drill",
      "Tonight's drill",
      "Both components lost",
      "Both components lost",
      "Under other names",
      "By hand"
    ])
    expect(await follow(here, told, confirmed)).toEqual([])
    expect(here.emulator.indices.names().filter((x) => x.startsWith("copy-operate-"))).not.toEqual([])
  }, 90_000)

  it.concurrent("docs/disaster.md: a new Elasticsearch", async (test) => {
    const { expect } = test
    const here = await world(test)
    await here.sh("camunda-backup create --wait --quiet")
    for (const name of here.emulator.indices.names()) here.emulator.indices.delete(name)
    const told = pageTranscript("docs/disaster.md")
    const ofEmulator = (script: string): string =>
      script
        .replace("/_snapshot/camunda", "/_snapshot/camunda-backup")
        .replace('"location":"/backups"', '"location":"camunda-backup"')
        .replace("curl", "curl -sSf")
    expect(await follow(here, told.slice(0, 1), ofEmulator)).toEqual([])
    const variables = await here.variables(told[1]?.script ?? "")
    expect(Object.keys(variables).toSorted()).toEqual([
      "CAMUNDA_BACKUP_CAMUNDA_VERSION",
      "CAMUNDA_BACKUP_ELASTICSEARCH_URL",
      "CAMUNDA_BACKUP_REPOSITORY"
    ])
    await here.restart({ ...variables, CAMUNDA_BACKUP_REPOSITORY: "camunda-backup" })
    const named = told.slice(2).map((x) => ({
      ...x,
      shown: x.shown?.replace("Repository [camunda]", "Repository [camunda-backup]") ?? null
    }))
    expect(await follow(here, named, confirmed)).toEqual([])
  }, 90_000)

  it.concurrent("docs/security.md: tokens", async (test) => {
    const { expect } = test
    const here = await world(test)
    const told = under("docs/security.md", "Tokens")
    const [make = "", serve = ""] = told.map((x) => x.script)
    expect(await follow(here, told.slice(0, 1))).toEqual([])
    const [token = "", ...entry] = (await here.sh(make)).stdout.split("\n")
    const access = here.file("access.yaml", `tokens:\n${entry.join("\n")}`)
    here.file(".config/camunda-backup/token", token)
    const variables = await here.variables(serve)
    expect(variables).toEqual({
      CAMUNDA_BACKUP_ACCESS_FILE: "/etc/camunda-backup/access.yaml",
      CAMUNDA_BACKUP_HOST: "0.0.0.0"
    })
    await here.restart({ CAMUNDA_BACKUP_ACCESS_FILE: access })
    await expect(here.sh("camunda-backup list")).rejects.toMatchObject({ code: 7 })
    expect(await follow(here, told.slice(2))).toEqual([])
  }, 60_000)

  it.concurrent("docs/configuration.md: a file", async (test) => {
    const { expect } = test
    const here = await world(test)
    const page = readFileSync(path.resolve(import.meta.dirname, "../../../docs/configuration.md"), "utf8")
    const [, yaml = ""] = /```yaml\n([\s\S]*?)```/.exec(page) ?? []
    const secret = here.file("password", "pw-of-elasticsearch")
    const file = here.file("server.yaml", yaml.replace("/run/secrets/elasticsearch-password", secret))
    const [told] = under("docs/configuration.md", "A file")
    const [check = "", show = ""] = (told?.script ?? "")
      .replaceAll("/etc/camunda-backup/server.yaml", file)
      .split("\n")
    expect((await here.sh(check)).stdout).toBe("The configuration can be used.\n")
    const { stdout } = await here.sh(show)
    expect(stdout).toMatch(/^schedule\.backup +0 2 \* \* \* +.*server\.yaml: schedule\.backup$/m)
    expect(stdout).not.toContain("pw-of-elasticsearch")
  }, 60_000)

  it.concurrent("docs/http-api.md: what is shown has the keys that are answered", async (test) => {
    const { expect } = test
    const here = await world(test)
    const ask = async (call: string): Promise<unknown> =>
      JSON.parse((await here.sh(`curl -sS ${call.replace("/", '"$CAMUNDA_BACKUP_SERVER"/')}`)).stdout)
    const api = "/api/v1/backups"
    const hold = here.emulator.snapshots.hold(/operate_7_.*part_3_/)
    const taken = await ask(
      `-X POST ${api} -H 'Content-Type: application/json' -d '{"backupId": "7", "description": "before 8.7.3", "labels": {"reason": "upgrade"}}'`
    )
    await hold.arrived
    const running = {
      "Take a backup": taken,
      "One backup": await ask(`${api}/operate/7`),
      "Cancel, resume, delete": await ask(`-X POST ${api}/operate/7/cancel`),
      Check: await ask("/api/v1/check")
    }
    hold.release()
    await here.sh("camunda-backup wait 7 --for finished --quiet")
    await here.sh(
      "camunda-backup create 9 --component operate --description 'before 8.7.3' --label reason=upgrade --wait --quiet"
    )
    await here.sh("camunda-backup restore drill 9 --component operate --wait --quiet")
    const shown = shownJson("docs/http-api.md")
    const all = {
      ...running,
      Problems: await ask(`-X POST ${api}/operate/9/cancel`),
      List: await ask(`${api}?limit=1`),
      Attempts: await ask(`${api}/operate/9/attempts`)
    }
    expect([...shown.keys()].filter((x) => x !== "HTTP API" && !(x in all))).toEqual([])
    expect(
      Object.entries(all).flatMap(([heading, answer]) =>
        otherKeys(shown.get(heading), answer).map((x) => `${heading}: ${x}`)
      )
    ).toEqual([])
  }, 60_000)
})
