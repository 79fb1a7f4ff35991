/** Carries out the tasks that are about restores and drills. */
import {
  BackupId,
  type ClientError,
  Quantities,
  Restore,
  RestoreClient,
  RestorePlan
} from "@camunda-backup/core"
import { Clock, Effect, Option } from "effect"
import type { Msg } from "../model/Msg.ts"
import type { RestoreTask } from "../model/Task.ts"
import { noted, read, type Send } from "./noted.ts"

export const restoreAnswer = Effect.fnUntraced(function* (
  task: RestoreTask,
  server: string,
  send: Send
): Effect.fn.Return<Msg, never, RestoreClient> {
  const restores = yield* RestoreClient
  switch (task._tag) {
    case "Verifications": {
      const { component } = task
      const asked = read(restores.verifications(component), server)
      const answer = yield* noted(send, `verifications ${component}`, asked, (x) =>
        Quantities.count(x.size, "backup")
      )
      return { _tag: "Verified", component, answer }
    }
    case "Restores": {
      const asked = read(restores.list(task.components), server)
      const answer = yield* noted(send, "restores", asked, (x) => Quantities.count(x.length, "restore"))
      return { _tag: "Restores", answer }
    }
    case "StartRestore": {
      const { digest, question } = task
      const { backupId, component, target } = question
      const what = `${target._tag === "Drill" ? "drill" : "restore"} ${component} ${BackupId.format(backupId)}`
      const begun: Effect.Effect<Restore.Restore, ClientError> = restores.start(
        question,
        Option.fromNullishOr(digest)
      )
      const answer = yield* noted(send, what, begun, (x) => x.id)
      return { _tag: "RestoreStarted", question, answer }
    }
    case "PlanRestore": {
      const { question } = task
      const what = `plan restore ${question.component} ${BackupId.format(question.backupId)}`
      const answer = yield* noted(send, what, read(restores.plan(question), server), (x) =>
        RestorePlan.blockers(x).length === 0 ? "can be run" : "is blocked"
      )
      return { _tag: "RestorePlanned", question, answer }
    }
    case "CancelRestore": {
      const { id } = task
      const asked: Effect.Effect<void, ClientError> = restores.cancel(id)
      const answer = yield* noted(send, `cancel restore ${id}`, asked, () => "asked to stop")
      return { _tag: "RestoreCancelled", id, answer }
    }
    case "ResumeRestore": {
      const { id } = task
      const asked: Effect.Effect<void, ClientError> = restores.resume(id)
      const answer = yield* noted(send, `resume restore ${id}`, asked, () => "resumed")
      return { _tag: "RestoreResumed", id, answer }
    }
    case "RestoreStatus": {
      const { id } = task
      const answer = yield* noted(
        send,
        `restore ${id}`,
        read(restores.status(id), server),
        (x) => Restore.stateOf(x.restore).state
      )
      return { _tag: "RestoreTold", id, answer, at: yield* Clock.currentTimeMillis }
    }
  }
})
