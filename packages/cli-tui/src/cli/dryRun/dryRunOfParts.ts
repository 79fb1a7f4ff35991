import {
  BackupClient,
  type BackupDetails,
  type BackupId,
  type ClientError,
  type Component,
  Quantities
} from "@camunda-backup/core"
import { Clock, Effect } from "effect"
import type { Services } from "../context/connect.ts"
import { perComponent } from "../context/perComponent.ts"
import type { Failed, Output } from "../output/Output.ts"
import { type DryRun, dryRunOutput } from "./dryRunOutput.ts"

export type Details = BackupDetails.BackupDetails

export interface Rule {
  /** Why the command would be refused, as far as can be seen without requesting it. */
  readonly refused: (details: Details) => ClientError | null
  /** What happens to a part; `null`: nothing. */
  readonly does: (part: BackupDetails.Part) => string | null
  /** With both components, often only some are concerned: the others do not count as failures then. */
  readonly passed: ReadonlyArray<ClientError["_tag"]>
}

/** What an operator has to know of it before it is changed. */
const aboutOf = ({ backup, progress, startedAt }: Details, now: number): string => {
  const { done, total } = progress.parts
  const age = startedAt === null ? "not begun" : `${Quantities.duration(now - startedAt)} old`
  return `${backup.state}, ${age}, ${done}/${Quantities.count(total, "part")}`
}

/** From what exists: the parts that something happens to, or why it would be refused. */
export const dryRunOfParts = Effect.fnUntraced(function* (
  components: ReadonlyArray<Component.Component>,
  backupIds: ReadonlyArray<BackupId.BackupId>,
  { does, passed, refused }: Rule
): Effect.fn.Return<Output, never, Services> {
  const api = yield* BackupClient
  const now = yield* Clock.currentTimeMillis
  const all: Array<DryRun> = []
  const failed: Array<Failed> = []
  for (const backupId of backupIds) {
    const looked = yield* perComponent(components, (_api, component) =>
      Effect.flatMap(api.details(component, backupId), (details) => {
        const error = refused(details)
        return error === null ? Effect.succeed(details) : Effect.fail(error)
      })
    )
    for (const { component, value } of looked.done)
      all.push({
        component,
        backupId,
        about: aboutOf(value, now),
        snapshots: value.parts.flatMap((part) => {
          const what = does(part)
          return what === null ? [] : [{ does: what, snapshot: part.snapshot, indices: part.indices }]
        })
      })
    const some = looked.done.length > 0
    failed.push(...looked.failed.filter((x) => !(some && passed.includes(x.error._tag))))
  }
  return dryRunOutput(all, failed)
})
