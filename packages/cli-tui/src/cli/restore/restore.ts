import { Effect } from "effect"
import type { Command } from "../context/Context.ts"
import { UsageError } from "../errors/UsageError.ts"
import { cancelRestore, restoreStatus, resumeRestore, statusOfNewest } from "./existing.ts"
import { listRestores } from "./list.ts"
import { planRestore } from "./plan.ts"
import { startRestore } from "./start.ts"

/** From the action of `restore` to what does it. */
export const restore: Command = Effect.fnUntraced(function* (context) {
  const asked = context.invocation.restore
  if (asked === null) return yield* new UsageError({ reason: "restore needs an action." })
  const { action, restoreId } = asked
  switch (action) {
    case "plan":
      return yield* planRestore(context, asked)
    case "run":
    case "drill":
      return yield* startRestore(context, asked)
    case "list":
      return yield* listRestores(context)
    case "status":
    case "cancel":
    case "resume": {
      if (restoreId === null && action === "status") return yield* statusOfNewest(context)
      if (restoreId === null)
        return yield* new UsageError({ reason: `restore ${action} needs the id of a restore.` })
      return yield* { status: restoreStatus, cancel: cancelRestore, resume: resumeRestore }[action](
        context,
        restoreId
      )
    }
  }
})
