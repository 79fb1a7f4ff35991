/** How an installation stands: to what one could go back, and what is wrong. One judgement, for `status` and for the overview of the terminal UI. */
import type { Backup } from "../Backup.ts"
import { type BackupGroup, isGood, lastGood } from "../BackupGroup.ts"
import type { BackupId } from "../BackupId.ts"
import type { Finding } from "./Finding.ts"
import type { Component } from "../Component.ts"

/** What is judged. */
export interface Facts {
  /** Newest first. */
  readonly groups: ReadonlyArray<BackupGroup>
  readonly components: ReadonlyArray<Component>
  /** Of the check; empty where none was made. */
  readonly findings: ReadonlyArray<Finding>
  readonly now: number
  /** How old the last good backup may be, in milliseconds; `null`: as old as it is. */
  readonly objectiveMillis: number | null
}

/** The newest backup of one component that is good in itself, but not under one id with the others. */
export interface Half {
  readonly component: Component
  /** `null`: it has none at all. */
  readonly backupId: BackupId | null
  /** The components that lack this id, and what they have instead; `null`: nothing. */
  readonly lacking: ReadonlyArray<{ readonly component: Component; readonly state: Backup["state"] | null }>
}

/** The judgement. */
export interface Standing {
  /** What a restore would go back to; `null`: none. */
  readonly lastGood: BackupGroup | null
  /** Since its first part began: what came later is not in it. `null`: there is none. */
  readonly ageMillis: number | null
  /** Older than the objective, or there is none. Never without an objective. */
  readonly isLate: boolean
  /** Why none is good although some are completed; empty where one is. */
  readonly halves: ReadonlyArray<Half>
  readonly running: ReadonlyArray<Backup>
  /** Of the newest id: what is neither whole nor running. */
  readonly failures: ReadonlyArray<Backup>
  /** Ids newer than the last good backup that ended without being whole: why it is as old as it is. */
  readonly missed: ReadonlyArray<BackupGroup>
  /** What the check found that no backup can be taken or restored with. */
  readonly errors: ReadonlyArray<Finding>
  readonly isAlarming: boolean
}

const isUnsound = ({ state }: Backup): boolean => state !== "COMPLETED" && state !== "IN_PROGRESS"

const halvesOf = (
  groups: ReadonlyArray<BackupGroup>,
  components: ReadonlyArray<Component>
): ReadonlyArray<Half> =>
  components.map((component) => {
    const half = lastGood(groups, [component])
    if (half === undefined) return { component, backupId: null, lacking: [] }
    const lacking = components
      .filter((x) => !isGood(half.backups, [x]))
      .map((x) => ({ component: x, state: half.backups.find((y) => y.component === x)?.state ?? null }))
    return { component, backupId: half.backupId, lacking }
  })

/** Judges it. */
export const of = ({ components, findings, groups, now, objectiveMillis }: Facts): Standing => {
  const at = groups.findIndex((x) => isGood(x.backups, components))
  const good = groups[at] ?? null
  const ageMillis = good === null || good.startedAt === null ? null : now - good.startedAt
  const isLate = objectiveMillis !== null && (ageMillis === null || ageMillis > objectiveMillis)
  const failures = (groups[0]?.backups ?? []).filter(isUnsound)
  const running = groups.flatMap((x) => x.backups).filter((x) => x.state === "IN_PROGRESS")
  // That a backup runs refuses another one, and is nothing wrong.
  const isTaking = ({ component, what }: Finding) =>
    what === "lease" && running.some((x) => x.component === component)
  const errors = findings.filter((x) => x.severity === "error" && !isTaking(x))
  return {
    lastGood: good,
    ageMillis,
    isLate,
    halves: good === null ? halvesOf(groups, components) : [],
    running,
    failures,
    missed: groups.slice(0, at < 0 ? groups.length : at).filter((x) => x.backups.some(isUnsound)),
    errors,
    isAlarming: good === null || isLate || failures.length > 0 || errors.length > 0
  }
}
