/**
 * Attempts as JSON, as the journal stores them. Backup ids are not part of it: they are stored beside it, as digits. Snapshot names that follow from
 * the plan are not stored, so that only names that this program made can be read back.
 *
 * Invariant: decode(encode(x)) = x.
 */
import { Option, Result, Schema, Struct } from "effect"
import * as Annotation from "../domain/Annotation.ts"
import { attemptId, type Attempt, type Event, type Transition } from "../domain/Attempt.ts"
import type { Decoded } from "./body.ts"
import type * as BackupId from "../domain/BackupId.ts"
import * as CamundaVersion from "../domain/CamundaVersion.ts"
import type * as Component from "../domain/Component.ts"
import type { CreatePlan, PlannedPart } from "../domain/CreatePlan.ts"
import * as SnapshotName from "../domain/SnapshotName.ts"

/** The facts of every way to end. */
export const ends = {
  Completed: {},
  PartLacksIndices: { snapshot: Schema.String, indices: Schema.Array(Schema.String) },
  PartHoldsTooMuch: { snapshot: Schema.String, indices: Schema.Array(Schema.String) },
  PartNotSuccessful: { snapshot: Schema.String, state: Schema.String, tries: Schema.Finite },
  PartRefused: { snapshot: Schema.String, reason: Schema.String },
  RetryBudgetSpent: { snapshot: Schema.String, reason: Schema.String, budgetMillis: Schema.Finite },
  PartTimedOut: { snapshot: Schema.String, timeoutMillis: Schema.Finite },
  PartVanished: { snapshot: Schema.String },
  ForeignSnapshot: { snapshot: Schema.String },
  Abandoned: { silentMillis: Schema.Finite, resumeWithinMillis: Schema.Finite },
  Stopped: { reason: Schema.String }
}

/** The names of the ways to end. */
export const endTags = Struct.keys(ends)

const End = Schema.TaggedUnion(ends)

const Event = Schema.TaggedUnion({
  TakenOver: {},
  PartRetried: { snapshot: Schema.String, uuid: Schema.String, state: Schema.String },
  StopAsked: { reason: Schema.String },
  Ended: { how: End, unsettled: Schema.Boolean },
  Resumed: { reason: Schema.String }
})

/** What is stored of a planned part. */
export const part = {
  part: Schema.Int,
  count: Schema.Int,
  expression: Schema.NonEmptyArray(Schema.String),
  indices: Schema.Array(Schema.String),
  dated: Schema.Boolean
}

export const AttemptJson = Schema.Struct({
  id: Schema.String,
  repository: Schema.String,
  askedAt: Schema.Finite,
  askedBy: Schema.String,
  term: Schema.Int,
  version: Schema.String,
  indexPrefix: Schema.String,
  parts: Schema.Array(Schema.Struct(part)),
  /** Older versions wrote none. */
  inNoPart: Schema.optionalKey(
    Schema.Array(Schema.Struct({ index: Schema.String, documents: Schema.NullOr(Schema.Finite) }))
  ),
  /** Absent: none, as in all of older versions. */
  description: Schema.optionalKey(Schema.String),
  labels: Schema.optionalKey(Schema.Record(Schema.String, Schema.String)),
  transitions: Schema.Array(Schema.Struct({ at: Schema.Finite, by: Schema.String, event: Event }))
})

export type AttemptJson = typeof AttemptJson.Type

/** Only what there is. */
export const said = (annotation: Annotation.Annotation = Annotation.none) => ({
  ...(annotation.description === null ? {} : { description: annotation.description }),
  ...(Object.keys(annotation.labels).length === 0 ? {} : { labels: annotation.labels })
})

export const encode = (attempt: Attempt): AttemptJson => ({
  id: attempt.id,
  repository: attempt.repository,
  askedAt: attempt.askedAt,
  askedBy: attempt.askedBy,
  term: attempt.term,
  version: attempt.plan.version,
  indexPrefix: attempt.plan.indexPrefix,
  parts: attempt.plan.parts.map(({ part, count, expression, indices, dated }) => ({
    part,
    count,
    expression,
    indices,
    dated
  })),
  ...(attempt.plan.inNoPart === undefined ? {} : { inNoPart: attempt.plan.inNoPart }),
  ...said(attempt.plan.annotation),
  transitions: attempt.transitions
})

export const required = <A>(value: Option.Option<A>, problem: string): Decoded<A> =>
  Option.match(value, { onNone: () => Result.fail(problem), onSome: Result.succeed })

export const nameOf = (component: Component.Component, text: string): Decoded<SnapshotName.SnapshotName> =>
  Result.map(required(SnapshotName.parse(component, text), `[${text}] is no snapshot name`), (x) => x.name)

const eventOf = (component: Component.Component, event: typeof Event.Type): Decoded<Event> =>
  event._tag === "PartRetried"
    ? Result.map(nameOf(component, event.snapshot), (snapshot) => ({ ...event, snapshot }))
    : Result.succeed(event)

const transitionOf = (
  component: Component.Component,
  { at, by, event }: AttemptJson["transitions"][number]
): Decoded<Transition> => Result.map(eventOf(component, event), (known) => ({ at, by, event: known }))

/** The attempt, or what is wrong with the JSON. */
export const decode = (
  component: Component.Component,
  backupId: BackupId.BackupId,
  json: AttemptJson
): Decoded<Attempt> =>
  Result.gen(function* () {
    const version = yield* required(
      CamundaVersion.parse(json.version),
      `[${json.version}] is no Camunda version`
    )
    const parts = json.parts.map((x): PlannedPart => ({
      ...x,
      snapshot: SnapshotName.format({ component, backupId, version, part: x.part, count: x.count })
    }))
    const annotation = Annotation.read(json.description, json.labels)
    const plan: CreatePlan = {
      component,
      backupId,
      version,
      indexPrefix: json.indexPrefix,
      parts,
      ...(json.inNoPart === undefined ? {} : { inNoPart: json.inNoPart }),
      ...(annotation === undefined ? {} : { annotation })
    }
    const transitions = yield* Result.all(json.transitions.map((x) => transitionOf(component, x)))
    const { repository, askedAt, askedBy, term } = json
    return { id: attemptId(json.id), plan, repository, askedAt, askedBy, term, transitions }
  })
