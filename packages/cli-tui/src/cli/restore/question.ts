import { type BackupId, type Component, Quantities, type RestoreQuestion } from "@camunda-backup/core"
import { Clock, Effect, Option } from "effect"
import type { RestoreArguments } from "../parse/Invocation.ts"

/** What is asked of one component. Without a seed a drill takes another sample every day. */
export const questionOf = Effect.fnUntraced(function* (
  component: Component.Component,
  backupId: BackupId.BackupId,
  x: RestoreArguments
): Effect.fn.Return<RestoreQuestion> {
  const today = Quantities.utc(yield* Clock.currentTimeMillis).slice(0, 10)
  return {
    component,
    backupId,
    target:
      x.action === "drill"
        ? { _tag: "Drill" }
        : x.into === ""
          ? { _tag: "InPlace" }
          : { _tag: "Into", prefix: x.into },
    others: x.keepOthers ? "keep" : "delete",
    templates: x.restoreTemplates ? "restore" : "leave",
    unverified: x.unverified,
    sample: x.maxBytes === null ? null : { maxBytes: x.maxBytes, seed: x.seed === "" ? today : x.seed },
    bytesPerSecond: null,
    fromRepository: x.fromRepository === "" ? Option.none() : Option.some(x.fromRepository)
  }
})
