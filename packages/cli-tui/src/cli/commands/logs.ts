/**
 * What happened to one backup, in the order of time over its components: requests and decisions from the journal, parts from the repository, and
 * what the last drill found. A backup that the journal does not know has its parts all the same.
 */
import {
  type Attempt,
  AttemptDto,
  type BackupClient,
  type BackupDetails,
  BackupId,
  type ClientError,
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
  const texts = AttemptDto.sentences(attempt.transitions)
  return [
    asked,
    ...attempt.transitions.map(({ at, by }, i) => ({
      at,
      component,
      by,
      what: texts[i] ?? ""
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

/** Elasticsearch's clock goes in steps of 200 ms: a part that was begun at once would seem older than its request. */
const clockStepMillis = 1000

/** As what each entry is sorted: by its time, but nothing of Elasticsearch before the request that it follows. */
const orderOf = (entry: Entry, asked: ReadonlyArray<number>): number => {
  const after = asked.find((x) => x > entry.at && x - entry.at < clockStepMillis)
  return after ?? entry.at
}

type Api = BackupClient["Service"]

const attemptsOf = (
  api: Api,
  component: Component.Component,
  backupId: BackupId.BackupId
): Effect.Effect<ReadonlyArray<Attempt.Attempt>, ClientError> =>
  Effect.catchIf(
    api.attempts(component, backupId),
    (error) => error._tag === "NotOffered",
    () => Effect.succeed([])
  )

/** An attempt may have left nothing: then there are no details, and still a log. */
const detailsOf = (
  api: Api,
  component: Component.Component,
  backupId: BackupId.BackupId
): Effect.Effect<ReadonlyArray<Details>, ClientError> =>
  Effect.map(
    Effect.catchIf(
      Effect.map(api.details(component, backupId), Option.some),
      (error: ClientError) => error._tag === "BackupNotFound",
      () => Effect.succeed(Option.none<Details>())
    ),
    Option.toArray
  )

type Found = readonly [attempts: ReadonlyArray<Attempt.Attempt>, details: ReadonlyArray<Details>]

export const logs: Command = Effect.fnUntraced(function* ({ invocation }) {
  const { components } = invocation
  const backupId = yield* selectBackup(yield* onlyId(invocation), components)
  const { done, failed } = yield* perComponent<Found>(components, (api, component) =>
    Effect.all([attemptsOf(api, component, backupId), detailsOf(api, component, backupId)], {
      concurrency: 2
    })
  )
  const entries = done
    .flatMap(({ value: [attempts, details] }) => {
      const asked = attempts.map((x) => x.askedAt)
      return [...attempts.flatMap(ofAttempt), ...details.flatMap(ofDetails)].map((entry) => ({
        entry,
        order: orderOf(entry, asked)
      }))
    })
    .toSorted((a, b) => a.order - b.order)
    .map((x) => x.entry)
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
