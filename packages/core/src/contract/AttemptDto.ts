/**
 * Attempts in `/api/v1`: the journal's facts with times in RFC 3339, `type` for the tags of the domain, and sentences for people. Fields that are
 * only for people (`state`, `ended`, `text`, `snapshot` of a part) follow from the rest and are not read back.
 */
import { Option, Result, Schema } from "effect"
import * as Attempt from "../domain/Attempt.ts"
import * as End from "../domain/End.ts"
import * as AttemptJson from "./AttemptJson.ts"
import { type Decoded, decoder, encoder, body } from "./body.ts"
import { ComponentName, Id, LeftOut, Name, Time } from "./scalars.ts"

/** For people. */
export const sentence = (event: Attempt.Event): string => {
  switch (event._tag) {
    case "TakenOver":
      return "Another process went on with it: its owner was gone."
    case "PartRetried":
      return `Snapshot ${event.snapshot} ended as ${event.state}; it is taken again.`
    case "Ended":
      return End.describe(event.how)
    case "StopAsked":
    case "Resumed":
      return event.reason
  }
}

/**
 * For people, one for each transition. The end of an attempt that was stopped has the reason of the stop: it is not told twice, so that one cancel
 * does not look like two.
 */
export const sentences = (transitions: ReadonlyArray<Attempt.Transition>): ReadonlyArray<string> => {
  let asked = ""
  return transitions.map(({ event }) => {
    if (event._tag === "StopAsked") asked = event.reason
    const text = sentence(event)
    return event._tag === "Ended" && event.how._tag === "Stopped" && asked !== "" && text.startsWith(asked)
      ? `Stopped.${text.slice(asked.length)}`
      : text
  })
}

const typed = <Tag extends string, const Fields extends Schema.Struct.Fields>(tag: Tag, fields: Fields) =>
  Schema.TaggedStruct(tag, fields).pipe(Schema.encodeKeys({ _tag: "type" }))

const { ends } = AttemptJson

const EndJson = Schema.Union([
  typed("Completed", ends.Completed),
  typed("PartLacksIndices", ends.PartLacksIndices),
  typed("PartHoldsTooMuch", ends.PartHoldsTooMuch),
  typed("PartNotSuccessful", ends.PartNotSuccessful),
  typed("PartRefused", ends.PartRefused),
  typed("RetryBudgetSpent", ends.RetryBudgetSpent),
  typed("PartTimedOut", ends.PartTimedOut),
  typed("PartVanished", ends.PartVanished),
  typed("ForeignSnapshot", ends.ForeignSnapshot),
  typed("Abandoned", ends.Abandoned),
  typed("Stopped", ends.Stopped)
]).annotate({ identifier: "End" })

const written = { at: Time, by: Schema.String, text: Schema.String }

const happened = <Tag extends string, const Fields extends Schema.Struct.Fields>(tag: Tag, fields: Fields) =>
  Schema.Struct({ ...written, _tag: Schema.tag(tag), ...fields }).pipe(Schema.encodeKeys({ _tag: "type" }))

const TransitionJson = Schema.Union([
  happened("TakenOver", {}),
  happened("PartRetried", { snapshot: Name, uuid: Schema.String, state: Schema.String }),
  happened("StopAsked", { reason: Schema.String }),
  happened("Ended", { how: EndJson, unsettled: Schema.Boolean }),
  happened("Resumed", { reason: Schema.String })
]).annotate({ identifier: "Transition" })

const transitionOf = ({ at, by, text: _text, ...event }: typeof TransitionJson.Type): Attempt.Transition => ({
  at,
  by,
  event
})

const SummaryJson = Schema.Struct({
  id: Schema.String,
  askedAt: Time,
  askedBy: Schema.String,
  state: Schema.Literals(["open", "ended"]),
  ended: Schema.NullOr(
    Schema.Struct({ at: Time, how: Schema.Literals(AttemptJson.endTags), reason: Schema.String })
  )
}).annotate({ identifier: "AttemptSummary" })

const summaryJson = ({ ended, ...facts }: Attempt.Summary): typeof SummaryJson.Type => ({
  ...facts,
  state: Option.isNone(ended) ? "open" : "ended",
  ended: Option.getOrNull(ended)
})

/** An attempt without its plan and history. */
export const Summary = body<Attempt.Summary>()(SummaryJson, {
  decode: ({ ended, id, askedAt, askedBy }) =>
    Result.succeed({ id: Attempt.attemptId(id), askedAt, askedBy, ended: Option.fromNullOr(ended) }),
  encode: summaryJson
})

const AttemptBody = Schema.Struct({
  ...SummaryJson.fields,
  component: ComponentName,
  backupId: Id,
  repository: Schema.String,
  term: Schema.Int,
  version: Schema.String,
  indexPrefix: Schema.String,
  parts: Schema.Array(Schema.Struct({ snapshot: Name, ...AttemptJson.part })),
  /** Older versions wrote none. */
  inNoPart: Schema.optionalKey(Schema.Array(LeftOut)),
  description: AttemptJson.AttemptJson.fields.description,
  labels: AttemptJson.AttemptJson.fields.labels,
  transitions: Schema.Array(TransitionJson)
}).annotate({ identifier: "Attempt" })

/** An attempt with its plan and history. */
export const Body = body<Attempt.Attempt>()(AttemptBody, {
  decode: ({ component, backupId, transitions, ...json }): Decoded<Attempt.Attempt> =>
    AttemptJson.decode(component, backupId, { ...json, transitions: transitions.map(transitionOf) }),
  encode: (attempt) => {
    const { parts, repository, term, version, indexPrefix, inNoPart, description, labels } =
      AttemptJson.encode(attempt)
    const { component, backupId } = attempt.plan
    const texts = sentences(attempt.transitions)
    return {
      ...summaryJson(Attempt.summary(attempt)),
      component,
      backupId,
      repository,
      term,
      version,
      indexPrefix,
      parts: parts.flatMap((part, i) => {
        const snapshot = attempt.plan.parts[i]?.snapshot
        return snapshot === undefined ? [] : [{ snapshot, ...part }]
      }),
      ...(inNoPart === undefined ? {} : { inNoPart }),
      ...(description === undefined ? {} : { description }),
      ...(labels === undefined ? {} : { labels }),
      transitions: attempt.transitions.map(({ at, by, event }, i) => ({
        at,
        by,
        text: texts[i] ?? "",
        ...event
      }))
    }
  }
})

/** All attempts of one backup id, oldest first. */
export const Attempts = Schema.Struct({
  component: ComponentName,
  backupId: Id,
  attempts: Schema.Array(Body)
}).annotate({ identifier: "Attempts" })

/** The JSON of an attempt with its plan and history. */
export const encode = encoder(Body)
/** The attempt, or what is wrong with the JSON. */
export const decode = decoder(Body)
/** `{"component", "backupId", "attempts": […]}` */
export const encodeAll = encoder(Attempts)
/** The attempts, or what is wrong with the JSON. */
export const decodeAll = decoder(Attempts)
