import { assert, describe, it } from "@effect/vitest"
import { Option, Result } from "effect"
import { StoreUnavailable } from "../../../src/domain/BackupError.ts"
import type * as Finding from "../../../src/domain/check/Finding.ts"
import * as judgeSchedule from "../../../src/domain/check/judgeSchedule.ts"
import * as CronTimes from "../../../src/domain/schedule/CronTimes.ts"
import type { Job } from "../../../src/domain/schedule/Schedule.ts"
import type { Run, ScheduleRecord } from "../../../src/domain/schedule/ScheduleRecord.ts"
import { id } from "../builders.ts"

const minute = 60_000
const hour = 60 * minute
/** Two o'clock of the second day of 1970: the time of the schedule. */
const due = 26 * hour

const run = (x: Partial<Run> = {}): Run => ({
  dueAt: due,
  at: due + 1000,
  by: "host-1",
  outcome: "started",
  backupId: id(93_600n),
  reason: null,
  retention: null,
  ...x
})

const skipped = run({ outcome: "skipped", backupId: null, reason: "No process ran within 3h of its time." })

const record = (x: Partial<ScheduleRecord> = {}): ScheduleRecord => ({
  since: hour,
  paused: null,
  claim: null,
  runs: [run()],
  ...x
})

const begun = (
  outcome: judgeSchedule.Begun["outcome"],
  state: string,
  reason: string | null = null
): judgeSchedule.Begun => ({ component: "operate", state, outcome, reason })

const judged = (
  x: Partial<Pick<judgeSchedule.Facts, "record" | "begun" | "now">> = {},
  job: Job = "backup"
): ReadonlyArray<Finding.Finding> =>
  judgeSchedule.schedule(
    job,
    Result.succeed({
      schedule: {
        job,
        times: Result.getOrThrow(CronTimes.make("0 2 * * *", "UTC")),
        components: ["operate", "tasklist"],
        withinMillis: 3 * hour,
        jitterMillis: 0
      },
      record: Option.some(record()),
      begun: [],
      now: due + hour,
      salt: "r",
      ...x
    })
  )

const of = (x: Partial<ScheduleRecord>) => ({ record: Option.some(record(x)) })

const paused = { at: due - hour, by: "amal" }

const away = new StoreUnavailable({ operation: "x", reason: "y", ambiguous: false })

const cases: ReadonlyArray<
  readonly [string, Finding.Severity, ReadonlyArray<Finding.Finding>, ReadonlyArray<string>]
> = [
  [
    "one whose last backup completed",
    "ok",
    judged({ begun: [begun("good", "COMPLETED")] }),
    [
      "0 2 * * * (UTC)",
      "next at 1970-01-03 02:00:00 UTC",
      "93600 at 1970-01-02 02:00:00 UTC: operate COMPLETED"
    ]
  ],
  [
    "one whose backup is being taken",
    "ok",
    judged({ begun: [begun("running", "IN_PROGRESS")] }),
    ["operate IN_PROGRESS"]
  ],
  ["one whose backup was deleted since", "ok", judged(), ["last began backup 93600 at"]],
  ["one that is new", "ok", judged({ ...of({ since: due, runs: [] }) }), ["no time of it has come yet"]],
  [
    "one that is paused",
    "warning",
    judged(of({ paused })),
    ["is paused since 1970-01-02 01:00:00 UTC by amal"]
  ],
  [
    "one that is paused, which its last time passed for",
    "warning",
    judged(
      of({ paused, runs: [run({ outcome: "skipped", backupId: null, reason: "It was paused by amal." })] })
    ),
    ["is paused since"]
  ],
  [
    "one whose last time was skipped",
    "warning",
    judged(of({ runs: [skipped, run({ dueAt: due - 24 * hour })] })),
    ["1970-01-02 02:00:00 UTC", "was skipped: No process ran within 3h of its time."]
  ],
  [
    "one that was skipped before its last time",
    "ok",
    judged(of({ runs: [run(), { ...skipped, dueAt: due - 24 * hour }] })),
    ["last began backup"]
  ],
  [
    "one whose last backup failed",
    "warning",
    judged({ begun: [begun("failed", "FAILED", "A shard failed."), begun("good", "COMPLETED")] }),
    ["backup 93600, did not end well: operate FAILED (A shard failed.)."]
  ],
  [
    "one whose last drill differs",
    "warning",
    judged({ begun: [begun("failed", "Differs")] }, "drill"),
    ["The drill of 1970-01-02 02:00:00 UTC, backup 93600, did not end well: operate Differs."]
  ],
  [
    "one after which retention stopped",
    "warning",
    judged(
      of({
        runs: [
          run({ retention: { at: due, by: "host-1", finished: true, removed: [], reason: "Refused: no." } })
        ]
      })
    ),
    ["Retention after backup 93600 stopped: Refused: no."]
  ],
  [
    "one that no server has looked at",
    "warning",
    judged({ record: Option.none() }),
    ["the journal has no record of it"]
  ],
  [
    "a time that has just come",
    "ok",
    judged({ ...of({ runs: [] }), now: due + minute }),
    ["no time of it has come yet"]
  ],
  [
    "a time that has come a while ago",
    "warning",
    judged({ ...of({ runs: [] }), now: due + 2 * minute }),
    ["is due since 1970-01-02 02:00:00 UTC, and has not begun"]
  ],
  [
    "a time whose window has passed without a word",
    "warning",
    judged({ ...of({ runs: [] }), now: due + 4 * hour }),
    ["its window ended at 1970-01-02 05:00:00 UTC", "no record of what became of it"]
  ],
  [
    "a time that came before the schedule was known",
    "ok",
    judged({ ...of({ since: due + 1, runs: [] }), now: due + 4 * hour }),
    ["no time of it has come yet"]
  ],
  [
    "a journal that does not answer",
    "warning",
    judgeSchedule.schedule("backup", Result.fail(away)),
    ["could not be checked"]
  ],
  ["no schedule", "ok", [judgeSchedule.noneSet], ["No schedule is set here"]]
]

describe("judging what is scheduled", () => {
  it.each(cases)("%s is %s", (_what, severity, findings, words) => {
    assert.deepStrictEqual(
      findings.map((x) => x.severity),
      [severity]
    )
    const [finding] = findings
    for (const x of words) assert.include(finding?.symptom, x)
    assert.strictEqual(finding?.impact !== null && finding?.action !== null, severity === "warning")
  })

  it("says everything that is wrong, not only the first", () => {
    const findings = judged({ ...of({ paused }), begun: [begun("failed", "INCOMPLETE")] })
    assert.deepStrictEqual(
      findings.map((x) => [x.what, x.severity]),
      [
        ["backup-schedule", "warning"],
        ["backup-schedule", "warning"]
      ]
    )
  })

  it("tells the schedules of backups and of drills apart", () => {
    assert.deepStrictEqual(
      judged({}, "drill").map((x) => x.what),
      ["drill-schedule"]
    )
  })
})
