/** What is done by itself: when next, and what became of the last time. */
import { BackupId, Quantities, type Run, type ScheduleStatus } from "@camunda-backup/core"
import { type Html, html, type Piece } from "./html.ts"
import { timeAndAge } from "./moments.ts"
import type { PageFacts } from "./PageFacts.ts"
import { reason } from "./reason.ts"
import { table } from "./table.ts"

const lastRun = (run: Run | undefined, now: number): Piece => {
  if (run === undefined) return "no time yet"
  const what =
    run.outcome === "skipped" ? "skipped" : run.backupId === null ? "began" : BackupId.format(run.backupId)
  return html`${timeAndAge(run.dueAt, now)} <span class="aside">${what}</span>`
}

/** Why its last time passed unused, and why retention stopped. */
const noteOf = (run: Run | undefined): Piece => {
  const skipped = run?.reason ?? null
  const retention = run?.retention?.reason ?? null
  return skipped === null && retention === null
    ? null
    : [
        skipped === null ? null : html`<p>Skipped: ${reason(skipped)}</p>`,
        retention === null ? null : html`<p>Retention stopped: ${reason(retention)}</p>`
      ]
}

const nextOf = ({ next, paused }: ScheduleStatus, now: number): Piece => {
  if (paused !== null)
    return html`paused
      <span class="said">by <bdi>${paused.by}</bdi>, ${Quantities.duration(now - paused.at)} ago</span>`
  return next === null ? "never" : timeAndAge(next, now)
}

export const schedulesSection = ({ schedules }: PageFacts, now: number): Html =>
  html` <section aria-labelledby="schedules">
    <h2 id="schedules">Schedules</h2>
    ${
      schedules === null
        ? html`<p>Not known: the journal cannot be read.</p>`
        : schedules.length === 0
          ? html`<p class="about">None is set at this server.</p>`
          : table(
              "schedules",
              ["Job", "When", "Next (UTC)", "Last (UTC)"],
              schedules.map((x) => ({
                cells: [
                  x.job,
                  html`<code>${x.expression}</code> <span class="aside">${x.timeZone}</span>`,
                  nextOf(x, now),
                  lastRun(x.runs[0], now)
                ],
                note: noteOf(x.runs[0])
              }))
            )
    }
  </section>`
