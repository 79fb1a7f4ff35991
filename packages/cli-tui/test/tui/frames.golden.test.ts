import {
  Attempt,
  BackupError,
  CamundaVersion,
  Finding,
  Restore,
  type ScheduleStatus,
  TransportError
} from "@camunda-backup/core"
import { Result } from "effect"
import { describe, expect, it } from "vitest"
import type { Model } from "../../src/tui/model/Model.ts"
import type { Msg, MsgOf } from "../../src/tui/model/Msg.ts"
import { frame } from "../../src/tui/view/frame.ts"
import { lineWidth, textOfLine } from "../../src/tui/view/Line.ts"
import { spoken } from "../../src/tui/view/spoken.ts"
import {
  after,
  backup,
  blank,
  both,
  detailedOf,
  id,
  installation,
  now,
  plannedOf,
  press,
  withBackups,
  zoo,
  zooModel
} from "./builders.ts"
import {
  begunOf,
  inPlacePlan,
  plannedRestore,
  planOf,
  restoreOf,
  shardFailed,
  toldOf,
  wizardBegun,
  zooDrills
} from "./drills.ts"

import { failed, nightly, paused, scheduledOf, skipped, weekly } from "./schedules.ts"

const sizes: ReadonlyArray<readonly [number, number]> = [
  [60, 16],
  [80, 24],
  [120, 40]
]

const away = new TransportError.ServerUnreachable({
  url: "http://127.0.0.1:9600",
  reason: "connect ECONNREFUSED.",
  boundMillis: null
})

const failedLists = (at: number) =>
  (["operate", "tasklist"] as const).map(
    (component) => ({ _tag: "Listed", component, answer: Result.fail(away), at }) as const
  )

const findings: ReadonlyArray<Finding.Finding> = [
  Finding.ok("elasticsearch-reachable", "Elasticsearch answers."),
  Finding.error("repository", {
    symptom: "Elasticsearch knows no repository [camunda-backup].",
    impact: "No backup can be taken, read or deleted.",
    action: "Register it: PUT /_snapshot/camunda-backup, or set CAMUNDA_BACKUP_REPOSITORY."
  }),
  Finding.warning("cluster-health", {
    symptom: "The cluster is yellow.",
    impact: "Backups can be taken.",
    action: "Look at GET /_cluster/health."
  })
]

const attempt: Attempt.Attempt = {
  id: Attempt.attemptId("466b4fc105cdfbbb"),
  plan: {
    component: "operate",
    backupId: id(1787277603),
    version: CamundaVersion.demo,
    indexPrefix: "operate",
    parts: []
  },
  repository: "camunda-backup",
  askedAt: now - 72 * 3_600_000,
  askedBy: "10.0.0.7 curl/8.7",
  term: 1,
  transitions: [
    { at: now - 72 * 3_600_000 + 9000, by: "host-1", event: { _tag: "TakenOver" } },
    {
      at: now - 72 * 3_600_000 + 60_000,
      by: "host-2",
      event: {
        _tag: "Ended",
        how: { _tag: "Abandoned", silentMillis: 40_000, resumeWithinMillis: 3_600_000 },
        unsettled: false
      }
    }
  ]
}

const inNoPart = [
  { index: "operate-event-8.2.0_", documents: 1200 },
  { index: "operate-flownode-instance-8.2.0_2023-06-01", documents: null }
]

/** Begun a while ago. */
const drilling = [
  begunOf(restoreOf(planOf("operate", 1787450403))),
  { _tag: "Tick", now: now + 10_000 } as const,
  toldOf(restoreOf(planOf("operate", 1787450403)))
]

const wizardPlan = (columns: number, rows: number, blocked: boolean): Model => {
  const [model] = press(zooModel(columns, rows), "down", "R", "space", "enter")
  return after(model, plannedRestore(model.dialog, inPlacePlan(1787450403, blocked)))[0]
}

const inPlaceRestore = restoreOf(inPlacePlan(1787450403), { _tag: "DeletesBegun" })

const wizardRun = (columns: number, rows: number, told: Msg): Model => {
  const [model] = press(wizardPlan(columns, rows, false), "enter", "1787450403", "enter")
  return after(model, wizardBegun(model.dialog, inPlaceRestore), { _tag: "Tick", now: now + 10_000 }, told)[0]
}

let requests = 0

const requested = (what: string, answer: Partial<MsgOf<"Answered">>): ReadonlyArray<Msg> => {
  const number = ++requests
  return [
    { _tag: "Asked", number, what, at: now, isRepeatable: what.startsWith("GET") },
    { _tag: "Answered", number, millis: 1, status: null, size: "", answer: "", failed: false, ...answer }
  ]
}

const checkedWell: Msg = { _tag: "Checked", report: { at: now, findings: findings.slice(0, 1) } }

const atOverview = (model: Model): Model => press(model, "0")[0]

/** A backup that is good, and what is done by itself. */
const scheduled = (columns: number, rows: number, ...all: ReadonlyArray<ScheduleStatus>): Model =>
  after(withBackups(blank(columns, rows), zoo.slice(2)), checkedWell, scheduledOf(...all))[0]

const screens: Readonly<Record<string, (columns: number, rows: number) => Model>> = {
  overview: (columns, rows) => atOverview(after(zooModel(columns, rows), checkedWell)[0]),
  "overview-trouble": (columns, rows) =>
    atOverview(
      after(zooModel(columns, rows), ...zooDrills, { _tag: "Checked", report: { at: now, findings } })[0]
    ),
  "overview-good": (columns, rows) =>
    atOverview(
      after(
        withBackups(blank(columns, rows), [...both(1795650000, { hours: 5 }), ...zoo.slice(2)]),
        checkedWell
      )[0]
    ),
  "overview-none-good": (columns, rows) =>
    atOverview(
      after(
        withBackups(blank(columns, rows), [
          backup("operate", 1795650000, { hours: 5 }),
          backup("tasklist", 1795640000, { hours: 8 })
        ]),
        checkedWell
      )[0]
    ),
  "overview-stale": (columns, rows) =>
    atOverview(
      after(zooModel(columns, rows), { _tag: "Tick", now: now + 2000 }, ...failedLists(now + 2100))[0]
    ),
  "overview-empty": (columns, rows) => atOverview(withBackups(blank(columns, rows), [])),
  list: (columns, rows) => zooModel(columns, rows),
  "list-read-only": (columns, rows) => zooModel(columns, rows, { readOnly: true }),
  "list-viewer": (columns, rows) =>
    after(zooModel(columns, rows), {
      _tag: "Installation",
      installation: { ...installation, identity: { name: "vera", role: "viewer", components: null } }
    })[0],
  "list-ascii": (columns, rows) => zooModel(columns, rows, { ascii: true }),
  "list-marked-and-filtered": (columns, rows) =>
    press(zooModel(columns, rows), "down", "space", "space", "/", "state:c")[0],
  "list-verified": (columns, rows) => after(zooModel(columns, rows), ...zooDrills)[0],
  "detail-damaged": (columns, rows) =>
    press(after(zooModel(columns, rows), ...zooDrills)[0], "down", "down", "enter")[0],
  "detail-verified": (columns, rows) =>
    press(after(zooModel(columns, rows), ...zooDrills)[0], "down", "enter")[0],
  drill: (columns, rows) => press(after(zooModel(columns, rows), ...zooDrills)[0], "down", "v")[0],
  "list-drilling": (columns, rows) =>
    after(press(after(zooModel(columns, rows), ...zooDrills)[0], "down", "v", "y")[0], ...drilling)[0],
  "detail-drilling": (columns, rows) =>
    press(
      after(press(after(zooModel(columns, rows), ...zooDrills)[0], "down", "v", "y")[0], ...drilling)[0],
      "enter"
    )[0],
  "drill-not-succeeded": (columns, rows) =>
    after(
      press(after(zooModel(columns, rows), ...zooDrills)[0], "down", "v", "y")[0],
      ...drilling,
      toldOf(restoreOf(planOf("operate", 1787450403), { _tag: "Ended", how: shardFailed }))
    )[0],
  "restore-choose": (columns, rows) => press(zooModel(columns, rows), "down", "R")[0],
  "restore-choose-in-place": (columns, rows) => press(zooModel(columns, rows), "down", "R", "space")[0],
  "restore-choose-templates": (columns, rows) =>
    press(zooModel(columns, rows), "down", "R", "space", "tab", "tab", "space")[0],
  "restore-plan": (columns, rows) => wizardPlan(columns, rows, false),
  "restore-plan-blocked": (columns, rows) => wizardPlan(columns, rows, true),
  "restore-confirm": (columns, rows) => press(wizardPlan(columns, rows, false), "enter", "1", "7")[0],
  "restore-run": (columns, rows) => wizardRun(columns, rows, toldOf(inPlaceRestore)),
  "restore-stop": (columns, rows) => press(wizardRun(columns, rows, toldOf(inPlaceRestore)), "x")[0],
  "restore-ended": (columns, rows) =>
    wizardRun(
      columns,
      rows,
      toldOf(
        Restore.append(inPlaceRestore, { at: now, by: "host-1", event: { _tag: "Ended", how: shardFailed } })
      )
    ),
  "restore-resume": (columns, rows) =>
    press(
      after(
        zooModel(columns, rows),
        toldOf(
          Restore.append(inPlaceRestore, {
            at: now,
            by: "host-1",
            event: { _tag: "Ended", how: { _tag: "Stopped", reason: "Cancelled by an operator." } }
          })
        )
      )[0],
      "down",
      "R",
      "e"
    )[0],
  detail: (columns, rows) => press(zooModel(columns, rows), "enter", "down")[0],
  "detail-in-no-part": (columns, rows) =>
    after(
      press(zooModel(columns, rows), "enter", "down")[0],
      ...zoo.slice(0, 1).map((x) => detailedOf(x, inNoPart))
    )[0],
  part: (columns, rows) => press(zooModel(columns, rows), "down", "down", "enter", "down", "enter")[0],
  failures: (columns, rows) => press(zooModel(columns, rows), "down", "down", "enter", "tab")[0],
  attempts: (columns, rows) => {
    const [model] = press(zooModel(columns, rows), "down", "down", "down", "enter", "shift+tab")
    return after(model, {
      _tag: "Attempted",
      component: "operate",
      backupId: id(1787277603),
      answer: Result.succeed([attempt])
    })[0]
  },
  "overview-scheduled": (columns, rows) => atOverview(scheduled(columns, rows, nightly, weekly)),
  "overview-skipped": (columns, rows) => atOverview(scheduled(columns, rows, skipped, weekly)),
  "overview-paused": (columns, rows) => atOverview(scheduled(columns, rows, paused)),
  "list-skipped": (columns, rows) => after(zooModel(columns, rows), scheduledOf(skipped))[0],
  schedules: (columns, rows) => press(scheduled(columns, rows, skipped, weekly), "4")[0],
  "schedules-failed": (columns, rows) => press(scheduled(columns, rows, failed), "4")[0],
  "schedules-none": (columns, rows) => press(scheduled(columns, rows), "4")[0],
  "schedules-unreadable": (columns, rows) =>
    after(press(scheduled(columns, rows, paused), "4")[0], {
      _tag: "Schedules",
      answer: Result.fail(away),
      at: now
    })[0],
  "schedule-pause": (columns, rows) => press(scheduled(columns, rows, nightly), "4", "x")[0],
  "schedule-resume": (columns, rows) => press(scheduled(columns, rows, paused), "4", "e")[0],
  check: (columns, rows) =>
    after(press(zooModel(columns, rows), "2")[0], { _tag: "Checked", report: { at: now, findings } })[0],
  help: (columns, rows) => press(zooModel(columns, rows), "down", "?")[0],
  "help-searched": (columns, rows) =>
    press(zooModel(columns, rows), "?", "/", "r", "e", "a", "d", "enter", "n")[0],
  copying: (columns, rows) => press(zooModel(columns, rows), "down", "y", "right", "right")[0],
  "copying-json": (columns, rows) => press(zooModel(columns, rows), "down", "y", "right")[0],
  "list-wide": (columns, rows) => press(after(zooModel(columns, rows), ...zooDrills)[0], "w")[0],
  palette: (columns, rows) => press(zooModel(columns, rows), ":", "r", "e")[0],
  requests: (columns, rows) =>
    after(
      press(zooModel(columns, rows), "r")[0],
      ...requested("GET /api/v1/backups?component=operate&limit=100&pattern=*&snapshots=true", {
        millis: 42,
        status: 200,
        size: "58 KiB"
      }),
      ...requested("GET /api/v1/check", { millis: 1, status: 200, size: "2.1 KiB" }),
      ...requested("GET /api/v1/check", { millis: 130, status: 200, size: "2.1 KiB" }),
      ...requested("POST /api/v1/backups/operate/1795651954/cancel", {
        millis: 12,
        status: 409,
        size: "412 bytes",
        answer: "Backup 1795651954 of operate does not run on any replica: nothing is left to be stopped.",
        failed: true
      }),
      ...requested("GET /api/v1/backups?component=tasklist&limit=100&pattern=*&snapshots=true", {
        millis: 5042,
        answer: away.message,
        failed: true
      }),
      { _tag: "Asked", number: 99, what: "GET /api/v1/installation", at: now, isRepeatable: true }
    )[0],
  create: (columns, rows) =>
    after(
      press(withBackups(blank(columns, rows), zoo.slice(2)), "c")[0],
      { _tag: "Checked", report: { at: now, findings: findings.slice(0, 1) } },
      plannedOf(Math.floor(now / 1000))
    )[0],
  "create-described": (columns, rows) =>
    press(
      after(
        press(withBackups(blank(columns, rows), zoo.slice(2)), "c")[0],
        plannedOf(Math.floor(now / 1000))
      )[0],
      ...Array.from({ length: 3 }, () => "shift+tab"),
      ...Array.from("Before the upgrade"),
      "tab",
      ...Array.from("env=prod, owner=platform")
    )[0],
  "create-in-no-part": (columns, rows) =>
    after(
      press(withBackups(blank(columns, rows), zoo.slice(2)), "c")[0],
      plannedOf(Math.floor(now / 1000), inNoPart)
    )[0],
  "create-refused": (columns, rows) =>
    after(press(withBackups(blank(columns, rows), zoo.slice(2)), "c")[0], {
      _tag: "Planned",
      backupId: id(Math.floor(now / 1000)),
      answer: Result.succeed(
        (["operate", "tasklist"] as const).map((component) => ({
          component,
          inNoPart: [],
          result: Result.fail(
            new BackupError.RequiredIndexMissing({
              component,
              version: "8.7.2",
              indices: Array.from({ length: 21 }, (_, i) => `${component}-index-${i}-8.3.0_`)
            })
          )
        }))
      )
    })[0],
  "create-without-a-plan": (columns, rows) =>
    after(press(withBackups(blank(columns, rows), zoo.slice(2)), "c")[0], {
      _tag: "Checked",
      report: { at: now, findings: findings.slice(0, 1) }
    })[0],
  "delete-last-good": (columns, rows) => {
    const model = withBackups(
      blank(columns, rows),
      zoo.filter((x) => x.backupId !== id("9223372036854775807"))
    )
    return press(model, "down", "d", "1", "7")[0]
  },
  "delete-several": (columns, rows) =>
    press(zooModel(columns, rows), "down", "down", "space", "space", "d")[0],
  cancel: (columns, rows) => press(zooModel(columns, rows), "x")[0],
  resume: (columns, rows) => press(zooModel(columns, rows), "down", "down", "down", "e")[0],
  stale: (columns, rows) =>
    after(zooModel(columns, rows), { _tag: "Tick", now: now + 2000 }, ...failedLists(now + 2100), {
      _tag: "Tick",
      now: now + 3100
    })[0],
  unreachable: (columns, rows) =>
    after(blank(columns, rows), { _tag: "Tick", now }, ...failedLists(now), {
      _tag: "Tick",
      now: now + 1000
    })[0],
  empty: (columns, rows) => withBackups(blank(columns, rows), []),
  loading: (columns, rows) =>
    after(blank(columns, rows), { _tag: "Tick", now }, { _tag: "Tick", now: now + 4000 })[0]
}

const drawn = (model: Model): string => `${frame(model).map(textOfLine).join("\n")}\n`

describe("every screen at 60x16, 80x24 and 120x40", () => {
  it.each(Object.entries(screens))("%s is as in its golden file", async (name, make) => {
    const text = sizes.map(([columns, rows]) => drawn(make(columns, rows))).join("\n")
    await expect(text).toMatchFileSnapshot(`golden/${name}.txt`)
  })

  it.each(Object.entries(screens))("%s fills the terminal exactly, also at odd sizes", (_, make) => {
    for (const [columns, rows] of [...sizes, [61, 17], [79, 19], [104, 20], [200, 60], [40, 10]] as const) {
      const lines = frame(make(columns, rows))
      expect(lines.length).toBe(rows)
      expect([...new Set(lines.map(lineWidth))]).toEqual([columns])
    }
  })
})

describe("text from a server", () => {
  it("cannot move the cursor: control characters are replaced", () => {
    const screen = drawn(screens["failures"]?.(80, 24) ?? blank())
    expect(screen).toContain("disk\u{FFFD}[2J full")
    expect(screen).not.toContain("\u001B")
  })
})

describe("a wide terminal", () => {
  it.each(["list", "detail"])("shows reasons and times: %s", async (name) => {
    const model = screens[name]?.(200, 30) ?? blank()
    await expect(`${drawn(model)}\n`).toMatchFileSnapshot(`golden/${name}-200x30.txt`)
  })
})

describe("a large terminal", () => {
  it("has room for the whole overview, with reasons and progress", async () => {
    const text = drawn(screens["overview-trouble"]?.(200, 60) ?? blank())
    expect(text).toContain("the checksum does not match.")
    await expect(text).toMatchFileSnapshot("golden/overview-trouble-200x60.txt")
  })
})

describe("spoken", () => {
  it("says the list in sentences, without frames", async () => {
    const text = `${spoken(zooModel(80, 24, { screenReader: true })).join("\n")}\n`
    expect(text).not.toMatch(/[│╭├]/)
    await expect(text).toMatchFileSnapshot("golden/spoken.txt")
  })

  it.each([
    [60, 16],
    [80, 24]
  ])(
    "is wrapped, never cut, and fits on %dx%d, with the row that is selected and what is left",
    (columns, rows) => {
      const names = Object.keys(screens)
      for (const name of names) {
        const drawnModel = screens[name]?.(columns, rows) ?? blank()
        const lines = spoken({ ...drawnModel, options: { ...drawnModel.options, screenReader: true } })
        expect(lines.length, name).toBeLessThan(rows)
        expect(Math.max(...lines.map((x) => x.length)), name).toBeLessThanOrEqual(columns)
      }
      const end = press(zooModel(columns, rows, { screenReader: true }), "G")[0]
      expect(spoken(end).join(" ")).toContain("Row 6 of 6, selected.")
      const help = press(zooModel(columns, rows, { screenReader: true }), "?")[0]
      expect(spoken(help).join(" ")).toMatch(/There is more: lines 1-\d+ of \d+, down pgdn\./)
    }
  )
})

describe("a refusal", () => {
  it.each(sizes)("is on the screen at %dx%d, with the buttons, however long it is", (columns, rows) => {
    const model = screens["create-refused"]?.(columns, rows) ?? blank()
    const screen = drawn(model)
    expect(screen).toContain("! operate will be refused: No backup was taken")
    expect(screen).toContain("! tasklist will be refused: No backup was taken")
    expect(screen).toMatch(/\[.Leave it \] {3}\[ Start \]/)
    expect(screen).toContain("Everything chosen is refused.")
  })

  it.each(sizes)("can be read to its end at %dx%d", (columns, rows) => {
    let model = screens["create-refused"]?.(columns, rows) ?? blank()
    const seen = new Set<string>()
    for (let i = 0; i < 12; i++) {
      for (const word of drawn(model).split(/[\s│]+/)) seen.add(word)
      model = press(model, "pgdn")[0]
    }
    expect([...seen]).toContain("tasklist-index-20-8.3.0_].")
    expect([...seen]).toContain("(CAMUNDA_BACKUP_TASKLIST_INDEXPREFIX)")
  })
})

describe("what protects data", () => {
  it.each(sizes)("is on the first screen at %dx%d, each in full", (columns, rows) => {
    const flat = (name: string): string =>
      drawn(screens[name]?.(columns, rows) ?? blank()).replaceAll(/[│\s]+/g, " ")
    expect(flat("overview-trouble")).toContain("Last good backup 1787450403, 1d 0h old")
    expect(flat("overview-trouble")).toContain("operate 1787364003 is DAMAGED, by a drill 2h 00m ago")
    expect(flat("overview-trouble")).toContain(
      "repository: Elasticsearch knows no repository [camunda-backup]."
    )
    expect(flat("overview-trouble")).toMatch(/Next 2 shows what the check found/)
    expect(flat("overview-none-good")).toContain(
      "none under one id: operate has 1795650000 (there tasklist has none); tasklist has 1795640000 (there operate has none)."
    )
  })

  it.each(sizes)(
    "is on the screen of a delete at %dx%d, with names, command and buttons",
    (columns, rows) => {
      const screen = drawn(screens["delete-last-good"]?.(columns, rows) ?? blank())
      expect(screen).toContain("! The last good backup: nothing will be left to restore.")
      expect(screen).toContain("Good backups: 1 now, 0 afterwards.")
      expect(screen).toContain("camunda_operate_1787450403_8.7.2_part_1_of_6")
      expect(screen).toContain("[ Leave it ]   [ Delete ]")
      expect(screen).toContain("Type  1787450403  to confirm:  17")
      expect(screen).toContain("Same as  camunda-backup delete 1787450403 --component")
      const several = drawn(screens["delete-several"]?.(columns, rows) ?? blank())
      expect(several).toContain("Good backups: 2 now, 2 afterwards")
      expect(several).toContain("Type  delete 2  to confirm:")
      expect(several).toMatch(/\[.Leave it \] {3}\[ Delete \]/)
    }
  )
})
