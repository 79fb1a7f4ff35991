/** What can be done with a restore that exists: look at it, stop it, go on with it. */
import { Restore, RestoreClient, type RestoreId, RestoreStatusDto } from "@camunda-backup/core"
import { Effect } from "effect"
import { confirm } from "../context/confirm.ts"
import type { Services } from "../context/connect.ts"
import type { Context } from "../context/Context.ts"
import type { AnyError } from "../errors/exitCode.ts"
import { one } from "../output/kinds.ts"
import { type Output, output } from "../output/Output.ts"
import type { Invocation } from "../parse/Invocation.ts"
import { cancelWarning, restoreText, stopNote } from "../../text/restoreText.ts"
import { awaited } from "./start.ts"

const shown = Effect.fnUntraced(function* (id: RestoreId.RestoreId, notes: ReadonlyArray<string>) {
  const api = yield* RestoreClient
  const status = yield* api.status(id)
  const document = RestoreStatusDto.encode(status)
  const { state } = Restore.stateOf(status.restore)
  return output({
    text: () => restoreText(status),
    document: { ...document },
    lines: [{ ...document }],
    kinds: one("Restore"),
    names: [id],
    notes,
    exitCode: state === "Completed" || state === "Running" ? 0 : 3
  })
})

/** Those that run, or else the one that ended last. */
const newest = Effect.fnUntraced(function* ({ components }: Invocation) {
  const api = yield* RestoreClient
  const all = yield* api.list(components)
  const running = all.filter((x) => x.state === "Running")
  return (running.length > 0 ? running : all.slice(0, 1)).map((x) => x.id)
})

/** Of the restores that run, or else of the last one. */
export const statusOfNewest = Effect.fnUntraced(function* (
  context: Context
): Effect.fn.Return<Output, AnyError, Services> {
  const api = yield* RestoreClient
  const all = yield* Effect.forEach(yield* newest(context.invocation), (id) => api.status(id))
  if (all.length === 0) return output({ notes: ["There are no restores and no drills."] })
  if (context.invocation.wait)
    return yield* awaited(
      context,
      all.map((x) => x.restore),
      []
    )
  const documents = all.map(RestoreStatusDto.encode)
  const states = all.map((x) => Restore.stateOf(x.restore).state)
  return output({
    text: () => all.map(restoreText).join("\n"),
    document: { restores: documents },
    lines: documents.map((x) => ({ ...x })),
    names: all.map((x) => x.restore.id),
    exitCode: states.every((x) => x === "Completed" || x === "Running") ? 0 : 3
  })
})

/** With `--wait`, until it has ended. */
export const restoreStatus = Effect.fnUntraced(function* (
  context: Context,
  id: RestoreId.RestoreId
): Effect.fn.Return<Output, AnyError, Services> {
  if (!context.invocation.wait) return yield* shown(id, [])
  const api = yield* RestoreClient
  return yield* awaited(context, [(yield* api.status(id)).restore], [])
})

/** Asks it to stop; with `--wait`, until it has. */
export const cancelRestore = Effect.fnUntraced(function* (
  context: Context,
  id: RestoreId.RestoreId
): Effect.fn.Return<Output, AnyError, Services> {
  const api = yield* RestoreClient
  const { restore } = yield* api.status(id)
  if (context.invocation.dryRun) return yield* shown(id, ["It would be asked to stop."])
  yield* confirm(context, {
    what: `The cancel of restore ${id}`,
    warning: cancelWarning(restore),
    typed: null
  })
  yield* api.cancel(id)
  return context.invocation.wait ? yield* awaited(context, [restore], []) : yield* shown(id, [stopNote(id)])
})

/** Goes on with it; with `--wait`, until it has ended. */
export const resumeRestore = Effect.fnUntraced(function* (
  context: Context,
  id: RestoreId.RestoreId
): Effect.fn.Return<Output, AnyError, Services> {
  const api = yield* RestoreClient
  if (context.invocation.dryRun) return yield* shown(id, ["It would be resumed."])
  yield* api.resume(id)
  return context.invocation.wait
    ? yield* awaited(context, [(yield* api.status(id)).restore], [])
    : yield* shown(id, [`Restore ${id} continues.`])
})
