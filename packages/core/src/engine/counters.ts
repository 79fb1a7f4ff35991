/** What happened in this process since it began, for whoever exports it. The repository and the journal say what there is; these say how often. */
import { type Effect, Metric } from "effect"
import type * as Attempt from "../domain/Attempt.ts"
import type { Component } from "../domain/Component.ts"
import type * as End from "../domain/End.ts"

/** Attempts that ended, by component and how. */
export const attemptsEnded = Metric.counter("camunda_backup_attempts_ended_total", {
  description: "Attempts that ended in this process, by component and how they ended.",
  incremental: true
})

/** Backups that are deleted. */
export const deletions = Metric.counter("camunda_backup_deletions_total", {
  description: "Backups that this process deleted.",
  incremental: true
})

/** Attempts that this process took over from another. */
export const takeOvers = Metric.counter("camunda_backup_takeovers_total", {
  description: "Attempts that this process took over from another.",
  incremental: true
})

/** An attempt has ended. */
export const countEnd = ({ plan }: Attempt.Attempt, { _tag }: End.End): Effect.Effect<void> =>
  Metric.update(Metric.withAttributes(attemptsEnded, { component: plan.component, end: _tag }), 1)

/** Something of a component has happened. */
export const count = (counter: typeof deletions, component: Component): Effect.Effect<void> =>
  Metric.update(Metric.withAttributes(counter, { component }), 1)
