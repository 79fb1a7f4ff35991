/** The only way to the outside: carries tasks out over the services of core and sends the answers. Every request is logged with its time. */
import {
  AskedBy,
  BackupClient,
  BackupId,
  Check,
  type ClientError,
  Installation,
  InstallationFacts,
  ListPattern,
  Quantities,
  type RestoreClient,
  type SchedulesClient
} from "@camunda-backup/core"
import { Clock, Effect, Option, Result } from "effect"
import type { Task } from "../model/Task.ts"
import type { Options } from "../model/Options.ts"
import type { Msg } from "../model/Msg.ts"
import { noted, read, type Send, unheard } from "./noted.ts"
import { restoreAnswer } from "./restoreAnswer.ts"
import { scheduleAnswer } from "./scheduleAnswer.ts"

export type Services = BackupClient | Check | InstallationFacts | RestoreClient | SchedulesClient
export type Requested = Exclude<Task, { readonly _tag: "Quit" | "Suspend" | "Copy" | "Save" }>

const answerOf = Effect.fnUntraced(function* (
  task: Requested,
  server: string,
  send: Send
): Effect.fn.Return<Msg, never, Services> {
  const api = yield* BackupClient
  switch (task._tag) {
    case "List": {
      const { component } = task
      const everything = api.list(component, { pattern: ListPattern.everything, verbose: true })
      const answer = yield* noted(send, `list ${component}`, read(everything, server), (x) =>
        Quantities.count(x.length, "backup")
      )
      return { _tag: "Listed", component, answer, at: yield* Clock.currentTimeMillis }
    }
    case "Page": {
      const { after, component, limit } = task
      const query = { components: [component], pattern: ListPattern.everything, states: [], limit }
      const page = api.page({ ...query, after: Option.fromNullishOr(after) })
      const what = `list ${component}${after === null ? "" : ` after ${BackupId.format(after.backupId)}`}`
      const answer = yield* noted(send, what, read(page, server), (x) =>
        Quantities.count(x.backups.length, "backup")
      )
      return { _tag: "Paged", component, after, answer, at: yield* Clock.currentTimeMillis }
    }
    case "Details": {
      const { backupId, component } = task
      const what = `details ${component} ${BackupId.format(backupId)}`
      const answer = yield* noted(
        send,
        what,
        read(api.details(component, backupId), server),
        (x) => x.backup.state
      )
      return { _tag: "Detailed", component, backupId, answer, at: yield* Clock.currentTimeMillis }
    }
    case "Attempts": {
      const { backupId, component } = task
      const what = `attempts ${component} ${BackupId.format(backupId)}`
      const answer = yield* noted(send, what, read(api.attempts(component, backupId), server), (x) =>
        Quantities.count(x.length, "attempt")
      )
      return { _tag: "Attempted", component, backupId, answer }
    }
    case "Verifications":
    case "Restores":
    case "StartRestore":
    case "PlanRestore":
    case "CancelRestore":
    case "ResumeRestore":
    case "RestoreStatus":
      return yield* restoreAnswer(task, server, send)
    case "Schedules":
    case "SetSchedule":
      return yield* scheduleAnswer(task, server, send)
    case "Installation": {
      const facts = yield* InstallationFacts
      const answer = yield* noted(send, "installation", facts.look, (x) =>
        Installation.describe(x).join(", ")
      )
      return { _tag: "Installation", installation: Result.getOrElse(answer, () => Installation.unknown) }
    }
    case "Check": {
      const check = yield* Check
      const answer = yield* noted(send, "check", check.run, (x) =>
        Quantities.count(x.findings.length, "finding")
      )
      return { _tag: "Checked", report: Result.getOrElse(answer, () => ({ at: 0, findings: [] })) }
    }
    case "Plan": {
      const { backupId, components } = task
      const what = `plan ${components.join(",")} ${BackupId.format(backupId)}`
      const answer = yield* noted(send, what, read(api.planCreate(components, backupId), server), (plans) =>
        plans
          .map((x) => `${x.component} ${Result.isSuccess(x.result) ? "possible" : x.result.failure._tag}`)
          .join(", ")
      )
      return { _tag: "Planned", backupId, answer }
    }
    case "Create": {
      const { annotation, backupId, components } = task
      const what = `create ${components.join(",")} ${BackupId.format(backupId)}`
      const created = yield* noted(
        send,
        what,
        api.createGroup(components, Option.some(backupId), false, annotation),
        ({ outcomes }) =>
          outcomes
            .map((x) => `${x.component} ${Result.isSuccess(x.result) ? "accepted" : x.result.failure._tag}`)
            .join(", ")
      )
      return { _tag: "Created", created }
    }
    case "Do": {
      const { backupId, component, doing } = task
      const what = `${doing} ${component} ${BackupId.format(backupId)}`
      const done: Effect.Effect<void, ClientError> = api[doing](component, backupId)
      const answer = yield* noted(send, what, done, () => "done")
      return { _tag: "Done", doing, component, backupId, answer }
    }
  }
})

/** `askedBy`: who is written down as the one who asked. `isNoted`: what is asked is told; otherwise the requests that are sent for it are. */
export const runTask = (
  task: Requested,
  { askedBy, server }: Pick<Options, "askedBy" | "server">,
  send: Send,
  isNoted: boolean
): Effect.Effect<void, never, Services> =>
  answerOf(task, server, isNoted ? send : unheard).pipe(
    Effect.provideService(AskedBy, askedBy),
    Effect.flatMap((msg) => Effect.sync(() => send(msg)))
  )
