/** The first screen: to what one could go back and how old that is, what is wrong, what runs, what is proved, and what to do next with which key. */
import { BackupId, Quantities, type Standing } from "@camunda-backup/core"
import { findingName } from "../../text/findingText.ts"
import { lateText, noneGood } from "../../text/standingText.ts"
import { bodyHeight } from "../model/layout.ts"
import { factsKey, isReadOnce, type Model } from "../model/Model.ts"
import { nextRun, nextWords, scheduleTroubles } from "../model/scheduleTroubles.ts"
import { areNotOffered } from "../model/Schedules.ts"
import { provedLast, standingOf, unsoundDrills } from "../model/standing.ts"
import { isWhole, running } from "../model/Selection.ts"
import { ofBackup, ofFinding } from "../theme/glyphs.ts"
import type { Role } from "../theme/themes.ts"
import { shortProgress } from "./columns.ts"
import { emptyList } from "./emptyList.ts"
import { labelled, type Line } from "./Line.ts"
import { nextSteps } from "./nextSteps.ts"
import { glyph, type Pen, penOf } from "./Pen.ts"
import { progressWords } from "./progressLine.ts"

interface Entry {
  readonly text: string
  readonly role: Role
}

const named = (label: string, entries: ReadonlyArray<Entry>, width: number): ReadonlyArray<Line> =>
  entries.flatMap(({ role, text }, i) =>
    labelled((i === 0 ? label : "").padEnd(18), "muted", text, width, role)
  )

const ago = (model: Model, at: number): string => `${Quantities.duration(model.now - at)} ago`

const lastGoodOf = (model: Model, standing: Standing.Standing): Entry => {
  const { ageMillis, lastGood } = standing
  if (lastGood === null || ageMillis === null)
    return isWhole(model)
      ? { text: noneGood(standing), role: "bad" }
      : { text: `none of the newest ${model.rows.length}, reading on`, role: "warn" }
  const unsound = unsoundDrills(model).find((x) => x.row.backupId === lastGood.backupId)
  const late = lateText(standing, model.options.objectiveMillis)
  const objective = late ?? `objective ${Quantities.exactDuration(model.options.objectiveMillis)}`
  const found =
    unsound === undefined ? "" : `, but ${unsound.verification.result === "damaged" ? "DAMAGED" : "differs"}`
  return {
    text: `${BackupId.format(lastGood.backupId)}${found}, ${Quantities.duration(ageMillis)} old, ${objective}`,
    role: late === null && unsound === undefined ? "ok" : "bad"
  }
}

/** More than that are counted: the list shows them. */
const mostWrong = 4

const wrongOf = (
  model: Model,
  standing: Standing.Standing,
  pen: Pen,
  withReasons: boolean
): ReadonlyArray<Entry> => {
  const { components } = model.options
  const because = (reason: string | null): string => (withReasons && reason !== null ? `: ${reason}` : "")
  const drills = unsoundDrills(model).map(({ component, row, verification }): Entry => ({
    text: `${glyph(ofBackup.FAILED, pen)} ${component} ${row.key} ${verification.result === "damaged" ? "is DAMAGED" : "differs"}, by a drill ${ago(model, verification.at)}${because(verification.reason)}`,
    role: "bad"
  }))
  const errors = standing.errors.map((x): Entry => ({
    text: `${glyph(ofFinding.error, pen)} ${findingName(x)}: ${x.symptom}`,
    role: "bad"
  }))
  const stalled = running(model).flatMap((row) =>
    components.flatMap((component): ReadonlyArray<Entry> => {
      const since = model.facts.get(factsKey(component, row.key))?.details.progress.stalledSince ?? null
      return since === null || row.backups.get(component)?.state !== "IN_PROGRESS"
        ? []
        : [
            {
              text: `${glyph(ofBackup.INCOMPLETE, pen)} ${component} ${row.key} is STALLED for ${Quantities.duration(model.now - since)}`,
              role: "warn"
            }
          ]
    })
  )
  const unsound = standing.missed
    .flatMap((x) => x.backups)
    .filter((x) => x.state !== "COMPLETED" && x.state !== "IN_PROGRESS")
    .map((x): Entry => ({
      text: `${glyph(ofBackup[x.state], pen)} ${x.component} ${BackupId.format(x.backupId)} is ${x.state}${because(x.reason)}`,
      role: "bad"
    }))
  const away: ReadonlyArray<Entry> =
    model.refresh.failures === 0
      ? []
      : [
          {
            text: `${glyph(ofBackup.INCOMPLETE, pen)} the server does not answer: this is what was read before`,
            role: "bad"
          }
        ]
  const scheduled = scheduleTroubles(model)
    .filter((x) => !x.isListed)
    .map((x): Entry => ({ text: `${glyph(ofBackup.INCOMPLETE, pen)} ${x.words}`, role: "warn" }))
  const all = [...away, ...drills, ...errors, ...stalled, ...scheduled, ...unsound]
  const rest = all.length - mostWrong
  return rest > 0
    ? [...all.slice(0, mostWrong), { text: `and ${rest} more: enter, then ! shows them`, role: "bad" }]
    : all
}

const runningOf = (model: Model, pen: Pen, withProgress: boolean): ReadonlyArray<Entry> => {
  const rows = running(model)
  return rows.length === 0
    ? [{ text: "nothing", role: "muted" }]
    : rows.flatMap((row) =>
        model.options.components.flatMap((component): ReadonlyArray<Entry> => {
          if (row.backups.get(component)?.state !== "IN_PROGRESS") return []
          const progress = model.facts.get(factsKey(component, row.key))?.details.progress
          const words =
            progress === undefined || !withProgress ? "" : `  ${progressWords(progress, model.now)}`
          return [{ text: `${row.key} ${shortProgress(row, component, pen)}${words}`, role: "running" }]
        })
      )
}

const provedOf = (model: Model): Entry => {
  if (model.restoresNotOffered !== null)
    return { text: "not known: only camunda-backup-server drills", role: "muted" }
  const last = provedLast(model)
  if (last === null)
    return model.verified.of.size === 0
      ? { text: "not read yet", role: "muted" }
      : { text: "none: no drill has proved one", role: "warn" }
  const { row, verification } = last
  const sample =
    verification.indices < verification.ofIndices
      ? `, a sample: ${verification.indices} of ${verification.ofIndices} indices`
      : ""
  return {
    text: `${row.key}, by a drill ${ago(model, verification.at)}${sample}`,
    role: sample === "" ? "ok" : "warn"
  }
}

/** Nothing where nothing is known of it: Camunda's own server has none. */
const scheduledOf = (model: Model): ReadonlyArray<Entry> => {
  const { error, of } = model.schedules
  if (areNotOffered(model.schedules) || (of === null && error === null)) return []
  if (of === null) return [{ text: "cannot be read; 4 says why", role: "warn" }]
  if (of.length === 0) return [{ text: "none is set here", role: "muted" }]
  const next = nextRun(model)
  const hasTrouble = scheduleTroubles(model).length > 0
  return [
    next === null
      ? { text: "nothing comes by itself; 4 shows why", role: "warn" }
      : { text: `next ${nextWords(model, next)}`, role: hasTrouble ? "plain" : "ok" }
  ]
}

const checkedOf = ({ check, now }: Model, standing: Standing.Standing): ReadonlyArray<Entry> => {
  if (check.report === null) return [{ text: check.running ? "running" : "not made yet", role: "muted" }]
  const { at, findings } = check.report
  if (findings.some((x) => x.what === "server" && x.severity === "warning"))
    return [{ text: "not made: only camunda-backup-server offers it", role: "muted" }]
  const [errors, warnings] = [standing.errors.length, findings.filter((x) => x.severity === "warning").length]
  return [
    {
      text: `${Quantities.count(errors, "error")}, ${Quantities.count(warnings, "warning")}, ${Quantities.duration(Math.max(0, now - at))} ago`,
      role: errors > 0 ? "bad" : warnings > 0 ? "warn" : "ok"
    }
  ]
}

const linesOf = (model: Model, width: number, withReasons: boolean): ReadonlyArray<Line> => {
  const pen = penOf(model)
  const standing = standingOf(model)
  const wrong = wrongOf(model, standing, pen, withReasons)
  return [
    ...named("Last good backup", [lastGoodOf(model, standing)], width),
    ...named("Wrong", wrong.length === 0 ? [{ text: "nothing", role: "ok" }] : wrong, width),
    ...nextSteps(model, standing).flatMap(({ key, text }, i) =>
      labelled(`${(i === 0 ? "Next" : "").padEnd(10)}${key.padEnd(8)}`, "focus", text, width)
    ),
    ...named("Running", runningOf(model, pen, withReasons), width),
    ...named("Last verified", [provedOf(model)], width),
    ...named("Schedules", scheduledOf(model), width),
    ...named("Check", checkedOf(model, standing), width)
  ]
}

/** Where there is no room for reasons and progress, the screens behind it have them. */
export const overviewText = (model: Model, width: number): ReadonlyArray<Line> => {
  if (!isReadOnce(model) || model.rows.length === 0) return emptyList(model, width)
  const full = linesOf(model, width, true)
  return full.length <= bodyHeight(model.size) ? full : linesOf(model, width, false)
}
