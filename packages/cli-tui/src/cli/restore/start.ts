import {
  BackupId,
  Restore,
  RestoreClient,
  RestoreDto,
  RestorePlan,
  type RestoreStatus,
  RestoreStatusDto
} from "@camunda-backup/core"
import { Effect, Option, Result } from "effect"
import { installationLine } from "../context/installation.ts"
import { confirm } from "../context/confirm.ts"
import type { Services } from "../context/connect.ts"
import type { Context } from "../context/Context.ts"
import type { AnyError } from "../errors/exitCode.ts"
import { selectBackup } from "../context/selectBackup.ts"
import { listOf } from "../output/kinds.ts"
import { type Failed, type Output, output } from "../output/Output.ts"
import { isSilent } from "../output/render.ts"
import { lossOf, restorePlanText } from "../../text/restorePlanText.ts"
import { beginNote, endNote, restoreText } from "../../text/restoreText.ts"
import type { RestoreArguments } from "../parse/Invocation.ts"
import { onlyId } from "../context/onlyId.ts"
import { awaitRestore } from "./awaitRestore.ts"
import { planRestore } from "./plan.ts"
import { documentOf, planned } from "./planned.ts"
import { questionOf } from "./question.ts"

/**
 * Restores, after the plan was shown and confirmed by typing the id; a drill needs no confirmation, because it changes nothing that exists.
 * All components are planned before any is begun: one that is blocked keeps the others from being restored to another time than its own.
 */
export const startRestore = Effect.fnUntraced(function* (
  context: Context,
  asked: RestoreArguments
): Effect.fn.Return<Output, AnyError, Services> {
  const { invocation, terminal } = context
  if (invocation.dryRun) return yield* planRestore(context, asked)
  const api = yield* RestoreClient
  const backupId = yield* selectBackup(yield* onlyId(invocation), invocation.components)
  const { failed, plans } = yield* planned(invocation, backupId, asked)
  const blocked = plans.filter((x) => RestorePlan.blockers(x).length > 0)
  const drill = asked.action === "drill"
  // With both components, often only one has the backup: that does not keep a drill of it from being run.
  const missing = drill && plans.length > 0 ? failed.filter((x) => x.error._tag !== "BackupNotFound") : failed
  const shown = plans.map((x) => restorePlanText(x, false)).join("\n")
  if (missing.length > 0 || blocked.length > 0)
    return output({
      text: () => shown,
      document: plans.length === 0 ? null : documentOf(plans),
      lines: documentOf(plans).plans.map((x) => ({ ...x })),
      kinds: listOf("RestorePlan"),
      notes: blocked.length === 0 ? [] : ["Nothing was done: see what says ERROR."],
      failed: missing,
      exitCode: 6
    })
  if (!drill) {
    if (!isSilent(invocation)) yield* terminal.note(`${yield* installationLine(invocation)}\n${shown}`)
    yield* confirm(context, {
      what: `The restore of backup ${BackupId.format(backupId)} (${plans.map((x) => x.component).join(" and ")})`,
      warning: lossOf(plans),
      typed: BackupId.format(backupId)
    })
  }
  const begun: Array<Restore.Restore> = []
  const refused: Array<Failed> = []
  for (const plan of plans) {
    const digest = asked.digest === "" ? plan.digest : RestorePlan.planDigest(asked.digest)
    const question = yield* questionOf(plan.component, backupId, asked)
    const result = yield* Effect.result(api.start(question, Option.some(digest)))
    if (Result.isSuccess(result)) begun.push(result.success)
    else refused.push({ component: plan.component, error: result.failure })
  }
  const noted = begun.map(beginNote)
  if (!invocation.wait)
    return output({
      document: begun.length === 0 ? null : { restores: begun.map(RestoreDto.encode) },
      lines: begun.map((x) => ({ ...RestoreDto.encode(x) })),
      names: begun.map((x) => x.id),
      notes: noted,
      failed: refused
    })
  if (!isSilent(invocation)) yield* Effect.forEach(noted, terminal.note, { discard: true })
  return yield* awaited(context, begun, refused)
})

/** How they ended: 3 when one did not complete. */
export const awaited = Effect.fnUntraced(function* (
  context: Context,
  begun: ReadonlyArray<Restore.Restore>,
  refused: ReadonlyArray<Failed>
): Effect.fn.Return<Output, AnyError, Services> {
  const ended: Array<RestoreStatus> = []
  const failed: Array<Failed> = [...refused]
  for (const restore of begun) {
    const result = yield* Effect.result(awaitRestore(context, restore.id))
    if (Result.isSuccess(result)) ended.push(result.success)
    else if (result.failure._tag === "RestoreWaitTimedOut")
      return output({ names: begun.map((x) => x.id), stopped: result.failure, failed })
    else failed.push({ component: restore.plan.component, error: result.failure })
  }
  const completed = ended.every(({ restore }) => Restore.stateOf(restore).state === "Completed")
  return output({
    text: () => ended.map(restoreText).join("\n"),
    document: ended.length === 0 ? null : { restores: ended.map(RestoreStatusDto.encode) },
    lines: ended.map((x) => ({ ...RestoreStatusDto.encode(x) })),
    names: ended.map((x) => x.restore.id),
    notes: ended.map(({ restore }) => endNote(restore)),
    failed,
    exitCode: completed ? 0 : 3
  })
})
