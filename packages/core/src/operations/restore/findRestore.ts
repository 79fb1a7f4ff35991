import { Effect, Option } from "effect"
import { configuredRepository } from "../../config/Settings.ts"
import * as Component from "../../domain/Component.ts"
import { RestoreNotFound } from "../../domain/RestoreError.ts"
import type { RestoreId } from "../../domain/RestoreId.ts"
import { RestoreJournal, type RestoreKey } from "../../ports/RestoreJournal.ts"

/** The restore of this id, of whichever component, and where the journal keeps it. */
export const findRestore = Effect.fnUntraced(function* (id: RestoreId) {
  const repository = yield* configuredRepository()
  const journal = yield* RestoreJournal
  const keys = Component.all.map((component): RestoreKey => ({ repository, component, id }))
  const found = yield* Effect.forEach(keys, (key) => journal.read(key), { concurrency: "unbounded" })
  for (const [index, key] of keys.entries()) {
    const restore = found[index] ?? Option.none()
    if (Option.isSome(restore)) return { key, restore: restore.value }
  }
  return yield* new RestoreNotFound({ restore: id })
})
