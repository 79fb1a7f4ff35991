/** The newest backups: drawn, and listed with the same facts. */
import { Backup, type BackupGroup, Component, Quantities } from "@camunda-backup/core"
import { type Html, html, type Piece } from "./html.ts"
import { stateText } from "./marks.ts"
import { drillOf, measuresOf, verifiedAt } from "./measures.ts"
import { away, timeAndAge } from "./moments.ts"
import { named } from "./named.ts"
import type { PageFacts } from "./PageFacts.ts"
import { reason } from "./reason.ts"
import { idText } from "./summary.ts"
import { nothing, type Row, table, unbroken } from "./table.ts"
import { timeline } from "./timeline.ts"
import { isUnsound, reasonOf } from "./troubles.ts"

const verified = (group: BackupGroup.BackupGroup, { drills }: PageFacts, now: number): string => {
  if (drills === null) return "not known"
  const found = group.backups.flatMap((x) => drillOf(x, drills) ?? [])
  const bad = found.find((x) => x.result !== "verified")
  if (bad !== undefined) return bad.result === "damaged" ? "DAMAGED" : "differs"
  const at = verifiedAt(group, drills)
  return at === null ? (found.length === 0 ? nothing : "partly") : away(at, now)
}

/** What somebody said of it when it was requested. */
const described = ({ backups }: BackupGroup.BackupGroup): Piece => {
  const said = new Set(backups.flatMap((x) => Backup.annotationOf(x).description ?? []))
  return [...said].map((x) => html`<span class="said"><bdi>${x}</bdi></span>`)
}

const notes = ({ backups }: BackupGroup.BackupGroup): Piece => {
  const found = backups.filter(isUnsound).flatMap((x) => {
    const text = reasonOf(x)
    return text === null ? [] : [html`<p>${named(x.component)}: ${reason(text)}</p>`]
  })
  return found.length === 0 ? null : found
}

const rowOf = (group: BackupGroup.BackupGroup, facts: PageFacts, now: number): Row => {
  const { bytes, tookMillis } = measuresOf(group.backups, facts.factsOf)
  return {
    cells: [
      html`${idText(group.backupId)}${described(group)}`,
      group.startedAt === null ? "not begun" : timeAndAge(group.startedAt, now),
      ...Component.all.map((component) => {
        const backup = group.backups.find((x) => x.component === component)
        return backup === undefined ? "none" : stateText(backup.state)
      }),
      tookMillis === null ? nothing : unbroken(Quantities.took(tookMillis)),
      bytes === null ? nothing : unbroken(Quantities.bytes(bytes)),
      verified(group, facts, now)
    ],
    note: notes(group)
  }
}

/** What stands open; the older ones are behind a click. */
const open = 10

const heads = ["Backup", "Began (UTC)", ...Component.all.map(named), "Took", "Size", "Verified"]

const rest = (older: ReadonlyArray<Row>): Piece =>
  older.length === 0
    ? null
    : html`<details>
        <summary>${Quantities.count(older.length, "older backup")}</summary>
        ${table("backups", heads, older)}
      </details>`

export const backupsSection = (facts: PageFacts, now: number): Html => {
  const { groups, total } = facts
  const rows = groups.map((x) => rowOf(x, facts, now))
  const which =
    total > groups.length
      ? `The newest ${groups.length} of ${total}; camunda-backup list has all.`
      : `${Quantities.count(total, "backup")} in all.`
  return html` <section aria-labelledby="backups">
    <h2 id="backups">Backups</h2>
    <p class="about">${which}</p>
    ${timeline(facts, now)} ${rows.length === 0 ? null : table("backups", heads, rows.slice(0, open))}
    ${rest(rows.slice(open))}
  </section>`
}
