import {
  BackupGroup,
  BackupId,
  Check,
  Finding,
  Installation,
  InstallationDto,
  InstallationFacts,
  Quantities,
  ScheduleDto,
  SchedulesClient,
  Standing
} from "@camunda-backup/core"
import { Clock, Effect, Option } from "effect"
import type { Command } from "../context/Context.ts"
import type { ExitCode } from "../errors/exitCode.ts"
import { lateText, noneGood } from "../../text/standingText.ts"
import { scheduleText } from "../../text/scheduleText.ts"
import { printable } from "../../text/printable.ts"
import { output } from "../output/Output.ts"
import { listAll } from "../context/selectBackup.ts"

/** The recovery point is when the first part of the last good backup began: what came later is not in it. */
export const status: Command = Effect.fnUntraced(function* ({ invocation }) {
  const { components } = invocation
  const groups = BackupGroup.groupById(yield* listAll(components))
  const { run } = yield* Check
  const { findings } = yield* run
  const now = yield* Clock.currentTimeMillis
  const installation = yield* Effect.flatMap(InstallationFacts, (x) => x.look)
  // Nice to know: Camunda's own server has none.
  const schedules = Option.getOrElse(yield* Effect.option(SchedulesClient.use((api) => api.look)), () => [])
  const { objectiveMillis, sources } = invocation
  // Only where somebody asks for it: without, old scripts go on as before.
  const objective = sources.has("objective") ? objectiveMillis : null
  const standing = Standing.of({ groups, components, findings, now, objectiveMillis: objective })
  const { ageMillis: age, errors, failures, lastGood: good, running } = standing
  const begun = good?.startedAt ?? null
  const late = lateText(standing, objective)
  const lines = [
    `installation       ${printable(Installation.describe(installation).join(", "))}`,
    good === null || age === null
      ? `last good backup   ${noneGood(standing)}`
      : `last good backup   ${BackupId.format(good.backupId)}, ${Quantities.duration(age)} ago${late === null ? "" : `, ${late}`}`,
    `running            ${running.length === 0 ? "nothing" : running.map((x) => `${x.component} ${BackupId.format(x.backupId)}`).join(", ")}`,
    ...failures.map(
      (x) =>
        `last attempt       ${x.component} ${BackupId.format(x.backupId)} is ${x.state}${x.reason === null ? "" : `: ${printable(x.reason)}`}`
    ),
    `check              ${findings.some((x) => x.what === "server") ? "not made: only camunda-backup-server offers it" : errors.length === 0 ? "no errors" : errors.map((x) => printable(x.symptom)).join("; ")}`,
    ...schedules.map((x) => `by itself          ${scheduleText(x)}`),
    "not included       Zeebe, Optimize"
  ]
  const exitCode: ExitCode = standing.isAlarming ? 3 : 0
  const goodOf = Object.fromEntries(
    components.map((x) => {
      const found = BackupGroup.lastGood(groups, [x])
      return [x, found === undefined ? null : BackupId.format(found.backupId)]
    })
  )
  const document = {
    installation: InstallationDto.encode(installation),
    lastGoodOf: goodOf,
    lastGood: good === null ? null : BackupId.format(good.backupId),
    recoveryPoint: begun === null ? null : Quantities.rfc3339(begun),
    ageSeconds: age === null ? null : Math.round(age / 1000),
    running: running.map((x) => ({ component: x.component, backupId: BackupId.format(x.backupId) })),
    failures: failures.map((x) => ({
      component: x.component,
      backupId: BackupId.format(x.backupId),
      state: x.state,
      reason: x.reason
    })),
    schedules: schedules.map((x) => ScheduleDto.encodeOne(x)),
    severity: Finding.worst(findings)
  }
  return output({
    text: () => lines.map((x) => `${x}\n`).join(""),
    document,
    lines: [document],
    names: good === null ? [] : [BackupId.format(good.backupId)],
    exitCode
  })
})
