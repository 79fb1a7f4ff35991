/**
 * What a check found: one finding per thing that was looked at, even if it is fine, so that a reader sees what was checked.
 */
import type { StoreError, StoreRejected } from "../BackupError.ts"
import type { Component } from "../Component.ts"

/** From the least severe to the most. */
export const severities = ["skipped", "ok", "warning", "error"] as const

/**
 * - `skipped`: not looked at, because the role or the server does not offer it. Only of what no backup depends on.
 * - `ok`: as it should be.
 * - `warning`: a backup can be taken, but something is not as it should be, or could not be checked.
 * - `error`: a create now would be refused, or would not end COMPLETED. For one component, or for both when `component` is null.
 */
export type Severity = (typeof severities)[number]

/** One thing that a check looked at, and what it saw. */
export interface Finding {
  /** What was looked at: a stable name, for programs. */
  readonly what: string
  /** `null`: it concerns all components. */
  readonly component: Component | null
  readonly severity: Severity
  /** What was seen. */
  readonly symptom: string
  /** What that means for backups; `null` when nothing is wrong. */
  readonly impact: string | null
  /** What to do; `null` when there is nothing to do. */
  readonly action: string | null
}

/** What was seen, what it means, and what to do. */
export interface Trouble {
  readonly symptom: string
  readonly impact: string
  readonly action: string
}

/** A finding that nothing is wrong. */
export const ok = (what: string, symptom: string, component: Component | null = null): Finding => ({
  what,
  component,
  severity: "ok",
  symptom,
  impact: null,
  action: null
})

/** A finding that it was not looked at, which is no reason to look there. */
export const skipped = (what: string, symptom: string, component: Component | null = null): Finding => ({
  ...ok(what, symptom, component),
  severity: "skipped"
})

/** A finding that does not prevent a backup. */
export const warning = (what: string, trouble: Trouble, component: Component | null = null): Finding => ({
  what,
  component,
  severity: "warning",
  ...trouble
})

/** A finding that prevents a backup. */
export const error = (what: string, trouble: Trouble, component: Component | null = null): Finding => ({
  what,
  component,
  severity: "error",
  ...trouble
})

/** A finding that something could not be checked. */
export const unknown = (what: string, failure: StoreError, component: Component | null = null): Finding =>
  warning(
    what,
    {
      symptom: `It could not be checked: ${failure.message}`,
      impact: "Whether it is as it should be is not known.",
      action: isForbidden(failure)
        ? "Give the role of camunda-backup the privileges for the check (docs/security.md), or leave it unchecked."
        : "Run the check again."
    },
    component
  )

/** For what is only nice to know: it does not matter when the role or the server does not offer it. */
export const unknownExtra = (
  what: string,
  failure: StoreError,
  component: Component | null = null
): Finding => {
  if (isForbidden(failure)) return skipped(what, cannotLook(failure), component)
  return failure._tag === "StoreRejected" && [400, 404, 405].includes(failure.status)
    ? skipped(what, "It was not looked at: this Elasticsearch does not offer it.", component)
    : unknown(what, failure, component)
}

/** Names the privilege as Elasticsearch's refusal does. */
export const cannotLook = (failure: StoreError): string => {
  const [, action] = /action \[([^\s]+)\] is unauthorized/.exec(failure.message) ?? []
  return `Cannot look: the role of camunda-backup lacks ${action ?? "a privilege for it"}.`
}

/** The role does not allow it. A block has the same status and another cause. */
export const isForbidden = (failure: StoreError): boolean =>
  failure._tag === "StoreRejected" &&
  (failure.status === 401 || failure.status === 403) &&
  !isBlocked(failure)

/** A block of an index or of the cluster prevents the look. */
export const isBlocked = (failure: StoreError): failure is StoreRejected =>
  failure._tag === "StoreRejected" && failure.type === "cluster_block_exception"

/** The worst of several findings; `ok` for none. */
export const worst = (findings: ReadonlyArray<Finding>): Severity =>
  findings.some((x) => x.severity === "error")
    ? "error"
    : findings.some((x) => x.severity === "warning")
      ? "warning"
      : "ok"
