/**
 * Attempts in `/api/v1`: the journal's JSON with times in RFC 3339, `type` where the domain has its tags, and sentences for people. What is
 * there for people alone (`state`, `ended`, `snapshot` of a part) follows from the rest and is not read back.
 */
import { Option, Result } from "effect"
import * as Attempt from "../domain/Attempt.ts"
import * as BackupId from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"
import * as End from "../domain/End.ts"
import * as AttemptJson from "./AttemptJson.ts"
import { millisOf, rfc3339 } from "./rfc3339.ts"

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const typed = ({ _tag, ...fields }: { readonly _tag: string }): Fields => ({ type: _tag, ...fields })

const tagged = (value: unknown): unknown => {
  if (!isFields(value)) return value
  const { type, ...fields } = value
  return { ...fields, _tag: type }
}

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

const transition = ({ at, by, event }: Attempt.Transition) => ({
  at: rfc3339(at),
  by,
  text: sentence(event),
  ...(event._tag === "Ended" ? { ...typed(event), how: typed(event.how) } : typed(event))
})

/** Without plan and transitions. */
export const summary = (attempt: Attempt.Attempt) => ({
  id: attempt.id,
  askedAt: rfc3339(attempt.askedAt),
  askedBy: attempt.askedBy,
  state: Attempt.isOpen(attempt) ? "open" : "ended",
  ended: Option.getOrNull(
    Option.map(Attempt.ended(attempt), ({ at, how }) => ({
      at: rfc3339(at),
      how: how._tag,
      reason: End.describe(how)
    }))
  )
})

/** The JSON of an attempt with its plan and transitions. Ids are strings, times RFC 3339. */
export const encode = (attempt: Attempt.Attempt) => {
  const { parts, repository, term, version, indexPrefix, inNoPart } = AttemptJson.encode(attempt)
  const { component, backupId } = attempt.plan
  return {
    ...summary(attempt),
    component,
    backupId: BackupId.format(backupId),
    repository,
    term,
    version,
    indexPrefix,
    parts: parts.map((part, i) => ({ snapshot: attempt.plan.parts[i]?.snapshot, ...part })),
    ...(inNoPart === undefined ? {} : { inNoPart }),
    transitions: attempt.transitions.map(transition)
  }
}

const decodeTransition = (value: unknown): unknown => {
  if (!isFields(value)) return value
  const { at, by, text: _text, ...event } = value
  return {
    at: millisOf(at),
    by,
    event: tagged("how" in event ? { ...event, how: tagged(event["how"]) } : event)
  }
}

/** The attempt, or what is wrong with the JSON. */
export const decode = (
  component: Component,
  backupId: BackupId.BackupId,
  value: unknown
): AttemptJson.Decoded<Attempt.Attempt> => {
  if (!isFields(value)) return Result.fail("an attempt is no object")
  const { transitions } = value
  return AttemptJson.decodeUnknown(component, backupId, {
    ...value,
    askedAt: millisOf(value["askedAt"]),
    transitions: Array.isArray(transitions) ? transitions.map(decodeTransition) : transitions
  })
}

/** `{"attempts": […]}` */
export const decodeAll = (
  component: Component,
  backupId: BackupId.BackupId,
  value: unknown
): AttemptJson.Decoded<ReadonlyArray<Attempt.Attempt>> => {
  const attempts = isFields(value) ? value["attempts"] : undefined
  return Array.isArray(attempts)
    ? Result.all(attempts.map((x) => decode(component, backupId, x)))
    : Result.fail("attempts is no array")
}
