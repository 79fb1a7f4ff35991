/** What is looked for first: to what one could go back, whether it is proved, what runs, what comes next; then the same of each component. */
import { BackupGroup, BackupId, BackupState, Quantities, type ScheduleStatus } from "@camunda-backup/core"
import { type Html, html, type Piece } from "./html.ts"
import { stateText } from "./marks.ts"
import { drillOf, measuresOf, verifiedAt } from "./measures.ts"
import { away, time, timeAndAge } from "./moments.ts"
import { named } from "./named.ts"
import type { ComponentFacts, PageFacts } from "./PageFacts.ts"
import { nothing, table, unbroken } from "./table.ts"

const fact = (name: string, value: Piece, more: ReadonlyArray<Piece>): Html =>
  html`<div>
    <dt>${name}</dt>
    <dd><span class="value">${value}</span>${more.map((x) => html`<span class="more">${x}</span>`)}</dd>
  </div>`

export const idText = (id: BackupId.BackupId): Html => html`<code>${BackupId.format(id)}</code>`

const lastGood = ({ factsOf, standing }: PageFacts, now: number): Html => {
  const { lastGood: good } = standing
  if (good === null || good.startedAt === null)
    return fact("Last good backup", "none", ["COMPLETED in every component, under one id"])
  const { bytes, tookMillis } = measuresOf(good.backups, factsOf)
  const measures = [
    ...(tookMillis === null ? [] : [unbroken(`took ${Quantities.took(tookMillis)}`)]),
    ...(bytes === null ? [] : [unbroken(Quantities.bytes(bytes))])
  ]
  return fact("Last good backup", away(good.startedAt, now), [
    html`${idText(good.backupId)}${measures.map((x) => `, ${x}`)}`,
    html`${time(good.startedAt)} UTC`
  ])
}

/** The newest that is proved in each of its components. */
const lastVerified = ({ drills, groups, standing }: PageFacts, now: number): Html => {
  if (drills === null) return fact("Last verified", "not known", ["The journal cannot be read."])
  const candidates = standing.lastGood === null ? groups : [...groups, standing.lastGood]
  const found = candidates
    .filter((x) =>
      BackupGroup.isGood(
        x.backups,
        x.backups.map((y) => y.component)
      )
    )
    .map((group) => ({ group, at: verifiedAt(group, drills) }))
    .find((x) => x.at !== null)
  return found === undefined || found.at === null
    ? fact("Last verified", "never", ["A drill proves that a backup can be restored."])
    : fact("Last verified", away(found.at, now), [idText(found.group.backupId), html`${time(found.at)} UTC`])
}

const running = ({ restoring, running: backups }: PageFacts): Html => {
  const ids = [...new Set(backups.map((x) => x.backup.backupId))]
  const what = [
    ...(ids.length === 0 ? [] : [Quantities.count(ids.length, "backup")]),
    ...(restoring.length === 0 ? [] : [Quantities.count(restoring.length, "restore")])
  ]
  return what.length === 0
    ? fact("Running", "nothing", [])
    : fact("Running", what.join(", "), [...ids.map(idText), html`<a href="#running">How far it is</a>`])
}

const isSet = (x: ScheduleStatus): x is ScheduleStatus & { readonly next: number } =>
  x.next !== null && x.paused === null

const next = ({ schedules }: PageFacts, now: number): Html => {
  if (schedules === null) return fact("Next run", "not known", ["The journal cannot be read."])
  const [first] = schedules.filter(isSet).toSorted((a, b) => a.next - b.next)
  if (first !== undefined)
    return fact("Next run", away(first.next, now), [html`${first.job}, ${time(first.next)} UTC`])
  return schedules.length === 0
    ? fact("Next run", "none", ["No schedule is set here."])
    : fact("Next run", "paused", ["No schedule runs."])
}

export const keyFacts = (facts: PageFacts, now: number): Html =>
  html`<dl class="facts">
    ${[lastGood(facts, now), lastVerified(facts, now), running(facts), next(facts, now)]}
  </dl>`

const counted = ({ states }: ComponentFacts): string =>
  BackupState.all.flatMap((x) => (states[x] === 0 ? [] : [`${states[x]} ${x}`])).join(", ")

const ofComponent = (
  x: ComponentFacts,
  { drills, factsOf }: PageFacts,
  now: number
): ReadonlyArray<Piece> => {
  const begun = x.lastGood?.snapshots.flatMap((y) => y.startTime ?? []) ?? []
  const measures = x.lastGood === null ? null : measuresOf([x.lastGood], factsOf)
  const drill = x.lastGood === null ? null : drillOf(x.lastGood, drills)
  return [
    named(x.component),
    x.newest === null ? "none" : html`${stateText(x.newest.state)} ${idText(x.newest.backupId)}`,
    x.lastGood === null || begun.length === 0 ? "none" : html`${timeAndAge(Math.min(...begun), now)}`,
    measures === null || measures.bytes === null ? nothing : unbroken(Quantities.bytes(measures.bytes)),
    drill === null ? "never" : drill.result === "verified" ? away(drill.at, now) : drill.result,
    counted(x) === "" ? "none" : counted(x)
  ]
}

export const components = (facts: PageFacts, now: number): Html =>
  html` <section aria-labelledby="components">
    <h2 id="components">Components</h2>
    ${table(
      "components",
      ["Component", "Newest backup", "Last good began (UTC)", "Size", "Verified", "All backups"],
      facts.components.map((x) => ({ cells: ofComponent(x, facts, now) }))
    )}
  </section>`
