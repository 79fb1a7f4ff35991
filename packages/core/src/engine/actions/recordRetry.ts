import { Effect } from "effect"
import type { Snapshot } from "../../domain/Snapshot.ts"
import type { Fact } from "../../domain/Work.ts"
import { monotonicMillis } from "../../ports/monotonicMillis.ts"
import { isLost } from "../Lost.ts"
import * as Ownership from "../Ownership.ts"
import { untouched } from "./failureFact.ts"
import { type Known, learn, type Part } from "./Part.ts"

/** Records in the journal that this snapshot is given up and the part will be taken again. */
export const recordRetry = Effect.fnUntraced(function* (
  { ownership }: Part,
  known: Known,
  action: { readonly snapshot: Snapshot }
) {
  const { snapshot } = action
  const { name, uuid, state } = snapshot
  const askedAt = yield* monotonicMillis
  const fact = yield* Ownership.write(ownership, { _tag: "PartRetried", snapshot: name, uuid, state }).pipe(
    Effect.as<Fact>({ _tag: "RetryRecorded", snapshot }),
    Effect.catchIf(isLost, Effect.fail, (error) => Effect.succeed(untouched(error)))
  )
  return learn(known, fact, askedAt)
})
