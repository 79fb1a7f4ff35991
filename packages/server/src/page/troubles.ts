/** What is wrong, the most urgent first, with the reason and what to do next. Pure: the page and its title say the same. */
import { type Backup, BackupGroup, BackupId, type Finding, Quantities, Standing } from "@camunda-backup/core"
import { drillOf } from "./measures.ts"
import { named } from "./named.ts"
import { objectiveOf } from "./objective.ts"
import type { PageFacts } from "./PageFacts.ts"
import type { PageView } from "./PageView.ts"
import { restoreTroubles } from "./restoreTroubles.ts"
import { type Trouble, trouble } from "./Trouble.ts"

const unreadable = ({ facts, now, problem }: PageView): ReadonlyArray<Trouble> =>
  problem === null
    ? []
    : [
        trouble(
          "bad",
          facts === null
            ? "The backups cannot be read."
            : `The backups cannot be read: what is shown here was read ${Quantities.duration(now - facts.at)} ago.`,
          { reasons: [problem.detail], next: problem.hint }
        )
      ]

/** What is shown may be older than this while it is read again. */
const staleMillis = 60_000

const slow = ({ facts, now, readingSince }: PageView): ReadonlyArray<Trouble> => {
  if (readingSince === null || (facts !== null && now - facts.at < staleMillis)) return []
  const shown =
    facts === null ? "" : `: what is shown here was read ${Quantities.duration(now - facts.at)} ago`
  return [
    trouble("warn", `The backups are still being read${shown}.`, {
      reasons: [`It has taken ${Quantities.duration(now - readingSince)} by now, and is no failure.`],
      next: "Load the page again: it has them as soon as they are read."
    })
  ]
}

const noneGood = ({ standing, total }: PageFacts): ReadonlyArray<Trouble> => {
  if (standing.lastGood !== null) return []
  const command = "camunda-backup create --wait"
  if (total === 0)
    return [trouble("bad", "There is no backup yet.", { next: "Take the first one.", command })]
  const halves = standing.halves.flatMap(({ backupId, component, lacking }) =>
    backupId === null
      ? [`${component} has none that is COMPLETED`]
      : [
          `${component} has ${BackupId.format(backupId)}, where ${lacking.map((x) => `${x.component} ${x.state === null ? "has nothing" : `is ${x.state}`}`).join(" and ")}`
        ]
  )
  return [
    trouble("bad", "No backup is COMPLETED in every component under one id: there is none to go back to.", {
      reasons: [`${halves.join("; ")}.`],
      next: "Take one of all components.",
      command
    })
  ]
}

const late = (facts: PageFacts, now: number): ReadonlyArray<Trouble> => {
  const at = facts.standing.lastGood?.startedAt ?? null
  const objective = objectiveOf(facts)
  if (at === null || now - at <= objective) return []
  const running = facts.running.length > 0
  return [
    trouble(
      "warn",
      `The last good backup is ${Quantities.duration(now - at)} old; it should be no older than ${Quantities.exactDuration(objective)}.`,
      {
        reasons: ["What happened since then is in none."],
        ...(running ? {} : { next: "Take one now.", command: "camunda-backup create --wait" })
      }
    )
  ]
}

const drills = ({ drills: all, groups, standing }: PageFacts): ReadonlyArray<Trouble> =>
  (standing.lastGood === null || groups.includes(standing.lastGood) ? groups : [...groups, standing.lastGood])
    .flatMap((x) => x.backups)
    .flatMap((backup) => {
      const drill = drillOf(backup, all)
      if (drill === null || drill.result === "verified") return []
      const found = drill.result === "damaged" ? "cannot be restored" : "is not as it was backed up"
      const id = BackupId.format(backup.backupId)
      return [
        trouble("bad", `A drill found that ${backup.component} ${id} ${found}.`, {
          reasons: drill.reason === null ? [] : [drill.reason],
          next: "Do not rely on it; take another backup.",
          command: "camunda-backup create --wait"
        })
      ]
    })

const stalled = ({ running }: PageFacts, now: number): ReadonlyArray<Trouble> =>
  running.flatMap(({ backup, progress }) =>
    progress.stalledSince === null
      ? []
      : [
          trouble(
            "warn",
            `${backup.component} ${BackupId.format(backup.backupId)} has made no progress for ${Quantities.duration(now - progress.stalledSince)}.`,
            {
              next: "Look at Elasticsearch: disks, nodes, the repository.",
              command: `camunda-backup get ${BackupId.format(backup.backupId)}`
            }
          )
        ]
  )

/** Why shards are not in it: more than a state of a snapshot tells. */
const shardReason = ({ snapshots }: Backup.Backup): string | null => {
  const [first, ...others] = snapshots.flatMap((x) => x.failures)
  if (first === undefined) return null
  const more = others.length === 0 ? "" : `, and ${Quantities.count(others.length, "more shard")}`
  return `Shard ${first.shard} of ${first.index}: ${first.reason}${more}`
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)

/** How much of it is there, where the state does not say more. */
const missingParts = (backup: Backup.Backup): string | null => {
  const { done, total } = BackupGroup.countParts([backup])
  return backup.state === "INCOMPLETE" && total !== null ? `${done} of ${total} parts are there.` : null
}

/** Why it is not COMPLETED; `null` where there is nothing to say. */
export const reasonOf = (backup: Backup.Backup): string | null => {
  const reasons = [missingParts(backup), backup.reason, shardReason(backup)].filter((x) => x !== null)
  return reasons.length === 0 ? null : reasons.map(sentence).join(" ")
}

/** Whether it is neither whole nor running. */
export const isUnsound = ({ state }: Backup.Backup): boolean =>
  state !== "COMPLETED" && state !== "IN_PROGRESS"

const unsound = ({ standing }: PageFacts): ReadonlyArray<Trouble> =>
  standing.missed.map(({ backupId, backups }) => {
    const id = BackupId.format(backupId)
    const bad = backups.filter(isUnsound)
    const states = [...new Set(bad.map((x) => x.state))].map(
      (state) =>
        `${state} in ${bad
          .filter((x) => x.state === state)
          .map((x) => x.component)
          .join(" and ")}`
    )
    const reasons = bad.flatMap((x) => {
      const why = reasonOf(x)
      return why === null ? [] : [`${named(x.component)}: ${why}`]
    })
    return trouble("bad", `Backup ${id} is ${states.join(", ")}.`, {
      reasons,
      ...(bad.every((x) => x.state === "INCOMPLETE")
        ? {
            next: "Resume it at its first missing part, or take another.",
            command: `camunda-backup resume ${id}`
          }
        : { next: "See what happened to it.", command: `camunda-backup logs ${id}` })
    })
  })

const schedules = ({ schedules: all }: PageFacts): ReadonlyArray<Trouble> =>
  (all ?? []).flatMap(({ job, paused, runs }) => {
    const [last] = runs
    if (paused !== null)
      return [
        trouble("warn", `The schedule of the ${job} is paused, by ${paused.by}.`, {
          command: `camunda-backup schedule resume ${job}`
        })
      ]
    if (last?.outcome === "skipped")
      return [
        trouble("warn", `The last scheduled ${job} was skipped.`, {
          reasons: last.reason === null ? [] : [last.reason]
        })
      ]
    const stopped = last?.retention?.reason ?? null
    return stopped === null
      ? []
      : [
          trouble("warn", "Retention stopped before its end: backups that are not kept are still there.", {
            reasons: [stopped],
            command: "camunda-backup retention plan"
          })
        ]
  })

const findingTrouble = (x: Finding.Finding): Trouble =>
  trouble(
    x.severity === "error" ? "bad" : "warn",
    `Check of ${x.component === null ? x.what : `${x.what} (${x.component})`}: ${x.symptom}`,
    { reasons: x.impact === null ? [] : [x.impact], next: x.action }
  )

/** What the check found that needs somebody, errors first. While the backups cannot be read it would only repeat that. */
export const findingsOf = ({ facts, problem, surroundings }: PageView): ReadonlyArray<Finding.Finding> => {
  if (facts === null || problem !== null) return []
  const { groups, at: now } = facts
  const restoresSaid = new Set(facts.unrestored.map((x) => x.summary.component))
  // Of a restore in the middle, and of what is scheduled, the facts say more, and are newer.
  const findings = (surroundings?.report.findings ?? []).filter(
    (x) =>
      !(x.what === "unfinished-restore" && x.component !== null && restoresSaid.has(x.component)) &&
      !(facts.schedules !== null && (x.what === "backup-schedule" || x.what === "drill-schedule"))
  )
  // That a backup runs refuses another one, and is nothing wrong: the judgement knows that.
  const { errors } = Standing.of({ groups, components: [], findings, now, objectiveMillis: null })
  return [...errors, ...findings.filter((x) => x.severity === "warning")]
}

/** All of it. */
export const troublesOf = (view: PageView): ReadonlyArray<Trouble> => {
  const { facts, now } = view
  const of = (what: (x: PageFacts) => ReadonlyArray<Trouble>) => (facts === null ? [] : what(facts))
  const all = [
    ...unreadable(view),
    ...slow(view),
    ...of((x) => restoreTroubles(x.unrestored)),
    ...of(noneGood),
    ...of((x) => late(x, now)),
    ...of(drills),
    ...of((x) => stalled(x, now)),
    ...of(unsound),
    ...findingsOf(view).map(findingTrouble),
    ...of(schedules)
  ]
  return [...all.filter((x) => x.level === "bad"), ...all.filter((x) => x.level === "warn")]
}

/** In one line, for the heading and the title of the window. */
export const verdictOf = (
  { facts, problem, readingSince }: PageView,
  troubles: ReadonlyArray<Trouble>
): string => {
  const bad = troubles.filter((x) => x.level === "bad").length
  if (problem !== null) return "The backups cannot be read"
  if (facts === null && readingSince !== null) return "The backups are still being read"
  if (facts?.standing.lastGood === null) return facts.total === 0 ? "No backup yet" : "No good backup"
  if (bad > 0) return bad === 1 ? "1 thing is wrong" : `${bad} things are wrong`
  return troubles.length === 0 ? "Nothing is wrong" : Quantities.count(troubles.length, "warning")
}

/** What the verdict amounts to. */
export const levelOfAll = (troubles: ReadonlyArray<Trouble>): "good" | "warn" | "bad" =>
  troubles.some((x) => x.level === "bad") ? "bad" : troubles.length > 0 ? "warn" : "good"
