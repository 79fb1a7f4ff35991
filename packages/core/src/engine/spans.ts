/** Spans, so that traces can be exported: of every operation, and of each attempt, part and deletion. */
import { Effect, Option, Tracer } from "effect"
import type { BackupId } from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"

export const attributesOf = (component: Component, backupId: BackupId) => ({
  component,
  backupId: backupId.toString()
})

/** The span of an operation says which backup it is about. */
export const ofBackup = <A, E, R>(
  operation: Effect.Effect<A, E, R>,
  component: Component,
  backupId: BackupId,
  ..._more: ReadonlyArray<unknown>
): Effect.Effect<A, E, R> =>
  Effect.andThen(Effect.annotateCurrentSpan(attributesOf(component, backupId)), operation)

/** An id of 32 hexadecimal digits is one of a trace as well. */
const traceOf = (id: string): Tracer.ExternalSpan =>
  Tracer.externalSpan({ traceId: id, spanId: id.slice(0, 16), sampled: true })

/**
 * Background work outlives the request that began it, and may begin without one: it has its own trace, with a link to what began it. `id`: of an attempt, whose trace
 * it is, so that the spans of every process that worked on it are found together; without one the trace is new.
 */
export const inBackground = Effect.fnUntraced(function* <A, E, R>(
  name: string,
  attributes: Tracer.SpanOptions["attributes"] & {},
  work: Effect.Effect<A, E, R>,
  id: string | null = null
) {
  const beganBy = yield* Effect.option(Effect.currentSpan)
  const links = Option.toArray(beganBy).map((span): Tracer.SpanLink => ({ span, attributes: {} }))
  const trace = id === null ? { root: true } : { parent: traceOf(id) }
  return Effect.withSpan(work, name, { ...trace, attributes, links })
})
