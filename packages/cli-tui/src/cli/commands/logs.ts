/**
 * What happened to one backup, in the order of time over its components: requests and decisions from the journal, parts from the repository, and
 * what the last drill found. A backup that the journal does not know has its parts all the same.
 */
import {
  type Attempt,
  AttemptDto,
  type BackupDetails,
  BackupId,
  type Component,
  Quantities
} from "@camunda-backup/core"
import { Effect, Option } from "effect"
import type { Command } from "../context/Context.ts"
import { onlyId } from "../context/onlyId.ts"
import { perComponent } from "../context/perComponent.ts"
import { selectBackup } from "../context/selectBackup.ts"
import { moment } from "../output/cells.ts"
import { output } from "../output/Output.ts"
import { printable } from "../../text/printable.ts"

interface Entry {
  readonly at: number
  readonly component: Component.Component
  /** The process that did it; `null`: Elasticsearch. */
  readonly by: string | null
  readonly what: string
}

type Details = BackupDetails.BackupDetails

const ofAttempt = (attempt: Attempt.Attempt): ReadonlyArray<Entry> => {
  const { component, parts, version } = attempt.plan
  const asked = {
    at: attempt.askedAt,
    component,
    by: null,
    what: `requested by ${attempt.askedBy}: ${Quantities.count(parts.length, "part")} of Camunda ${version}, attempt ${attempt.id}`
  }
  return [
    asked,
    ...attempt.transitions.map(({ at, by, event }) => ({
      at,
      component,
      by,
      what: AttemptDto.sentence(event)
    }))
  ]
}

const endOf = ({ bytes, part, shards, state }: BackupDetails.Part, took: number): string =>
  [
    `part ${part} ${state}`,
    shards === null ? null : `${shards.successful}/${shards.total} shards`,
    bytes === null ? null : Quantities.bytes(bytes),
    `after ${Quantities.took(took)}`
  ]
    .filter((x) => x !== null)
    .join(", ")

const ofDetails = ({ backup, parts, verified }: Details): ReadonlyArray<Entry> => {
  const { component } = backup
  const byPart = parts.flatMap((x): ReadonlyArray<Entry> => {
    if (x.startedAt === null) return []
    const begun = { at: x.startedAt, component, by: null, what: `part ${x.part} begins: ${x.snapshot}` }
    return x.finishedAt === null
      ? [begun]
      : [begun, { at: x.finishedAt, component, by: null, what: endOf(x, x.finishedAt - x.startedAt) }]
  })
  const drilled = Option.toArray(verified).map(({ at, indices, ofIndices, reason, result }) => ({
    at,
    component,
    by: null,
    what:
      result === "verified"
        ? `drill: verified, ${indices} of ${ofIndices} indices`
        : `drill: ${result}: ${reason ?? ""}`
  }))
  return [...byPart, ...drilled]
}

export const logs: Command = Effect.fnUntraced(function* ({ invocation }) {
  const { components } = invocation
  const backupId = yield* selectBackup(yield* onlyId(invocation), components)
  const { done, failed } = yield* perComponent(components, (api, component) =>
    Effect.all(
      [
        Effect.catchTag(api.attempts(component, backupId), "NotOffered", () => Effect.succeed([])),
        Effect.map(
          Effect.catchTag(Effect.map(api.details(component, backupId), Option.some), "BackupNotFound", () =>
            Effect.succeed(Option.none<Details>())
          ),
          Option.toArray
        )
      ],
      { concurrency: 2 }
    )
  )
  const entries = done
    .flatMap(({ value: [attempts, details] }) => [
      ...attempts.flatMap(ofAttempt),
      ...details.flatMap(ofDetails)
    ])
    .toSorted((a, b) => a.at - b.at)
  const documents = entries.map((x) => ({ ...x, at: Quantities.rfc3339(x.at) }))
  const wide = Math.max(...components.map((x) => x.length))
  return output({
    text: () =>
      entries
        .map(
          ({ at, by, component, what }) =>
            `${moment(at)}  ${component.padEnd(wide)}  ${printable(what)}${by === null ? "" : ` (${printable(by)})`}\n`
        )
        .join(""),
    document: entries.length === 0 ? null : { backupId: BackupId.format(backupId), entries: documents },
    lines: documents,
    names: entries.length === 0 ? [] : [BackupId.format(backupId)],
    failed: entries.length > 0 ? failed.filter((x) => x.error._tag !== "BackupNotFound") : failed
  })
})
