import {
  BackupGroup,
  BackupId,
  Check,
  type Component,
  Finding,
  Installation,
  InstallationDto,
  InstallationFacts,
  Quantities
} from "@camunda-backup/core"
import { Clock, Effect } from "effect"
import type { Command } from "../context/Context.ts"
import type { ExitCode } from "../errors/exitCode.ts"
import { printable } from "../../text/printable.ts"
import { output } from "../output/Output.ts"
import { listAll } from "../context/selectBackup.ts"

/** Why none is good although some are completed: which component lacks it under which id. */
const noneGood = (
  groups: ReadonlyArray<BackupGroup.BackupGroup>,
  components: ReadonlyArray<Component.Component>
): string => {
  const halves = components.flatMap((component) => {
    const half = BackupGroup.lastGood(groups, [component])
    if (half === undefined) return [`${component} has none`]
    const lacking = components
      .filter((x) => !BackupGroup.isGood(half.backups, [x]))
      .map((x) => `${x} ${half.backups.find((y) => y.component === x)?.state ?? "has none"}`)
    return [`${component} has ${BackupId.format(half.backupId)} (there ${lacking.join(", ")})`]
  })
  return halves.every((x) => x.endsWith("has none"))
    ? "none"
    : `none under one id: ${halves.join("; ")}. Restoring needs both: camunda-backup create`
}

/** The recovery point is when the first part of the last good backup began: what came later is not in it. */
export const status: Command = Effect.fnUntraced(function* ({ invocation }) {
  const { components } = invocation
  const groups = BackupGroup.groupById(yield* listAll(components))
  const { run } = yield* Check
  const { findings } = yield* run
  const now = yield* Clock.currentTimeMillis
  const installation = yield* Effect.flatMap(InstallationFacts, (x) => x.look)
  const good = BackupGroup.lastGood(groups, components)
  const running = groups.flatMap((x) => x.backups).filter((x) => x.state === "IN_PROGRESS")
  const [latest] = groups
  const failures = (latest?.backups ?? []).filter((x) => x.state !== "COMPLETED" && x.state !== "IN_PROGRESS")
  const errors = findings.filter((x) => x.severity === "error")
  const begun = good?.startedAt ?? null
  const age = begun === null ? null : now - begun
  const lines = [
    `installation       ${printable(Installation.describe(installation).join(", "))}`,
    good === undefined || age === null
      ? `last good backup   ${noneGood(groups, components)}`
      : `last good backup   ${BackupId.format(good.backupId)}, ${Quantities.duration(age)} ago`,
    `running            ${running.length === 0 ? "nothing" : running.map((x) => `${x.component} ${BackupId.format(x.backupId)}`).join(", ")}`,
    ...failures.map(
      (x) =>
        `last attempt       ${x.component} ${BackupId.format(x.backupId)} is ${x.state}${x.reason === null ? "" : `: ${printable(x.reason)}`}`
    ),
    `check              ${findings.some((x) => x.what === "server") ? "not made: only camunda-backup-server offers it" : errors.length === 0 ? "no errors" : errors.map((x) => printable(x.symptom)).join("; ")}`,
    "not included       Zeebe, Optimize"
  ]
  const exitCode: ExitCode = good === undefined || failures.length > 0 || errors.length > 0 ? 3 : 0
  const goodOf = Object.fromEntries(
    components.map((x) => {
      const found = BackupGroup.lastGood(groups, [x])
      return [x, found === undefined ? null : BackupId.format(found.backupId)]
    })
  )
  const document = {
    installation: InstallationDto.encode(installation),
    lastGoodOf: goodOf,
    lastGood: good === undefined ? null : BackupId.format(good.backupId),
    recoveryPoint: begun === null ? null : Quantities.rfc3339(begun),
    ageSeconds: age === null ? null : Math.round(age / 1000),
    running: running.map((x) => ({ component: x.component, backupId: BackupId.format(x.backupId) })),
    failures: failures.map((x) => ({
      component: x.component,
      backupId: BackupId.format(x.backupId),
      state: x.state,
      reason: x.reason
    })),
    severity: Finding.worst(findings)
  }
  return output({
    text: () => lines.map((x) => `${x}\n`).join(""),
    document,
    lines: [document],
    names: good === undefined ? [] : [BackupId.format(good.backupId)],
    exitCode
  })
})
