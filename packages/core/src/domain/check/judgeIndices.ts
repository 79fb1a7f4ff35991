/** Judges the indices that a backup of a component must hold. */
import { Option, Result } from "effect"
import type { StoreError } from "../BackupError.ts"
import type { Component } from "../Component.ts"
import * as Finding from "./Finding.ts"
import * as IndexExpression from "../IndexExpression.ts"
import * as IndexSets from "../IndexSets.ts"

type Seen<A> = Result.Result<A, StoreError>

export interface IndexHealth {
  readonly index: string
  readonly open: boolean
  readonly health: string
}

export interface Settings {
  readonly component: Component
  readonly version: string
  readonly indexPrefix: string
}

const variable = (component: Component): string => `CAMUNDA_BACKUP_${component.toUpperCase()}_INDEXPREFIX`

export const versionKnown = ({ component, version }: Settings): Finding.Finding => {
  const what = "camunda-version"
  return Option.isSome(IndexSets.find(component, version))
    ? Finding.ok(what, `The indices of ${component} ${version} are known.`, component)
    : Finding.error(
        what,
        {
          symptom: `The indices of ${component} ${version} are not known. Known: ${IndexSets.minors(component).join(", ")}.`,
          impact: "No backup of it can be taken.",
          action: "Set CAMUNDA_BACKUP_CAMUNDA_VERSION to the exact version of Operate and Tasklist."
        },
        component
      )
}

/** Full names of the indices that every backup must hold, in order. */
export const requiredNames = ({ component, version, indexPrefix }: Settings): ReadonlyArray<string> =>
  Option.getOrElse(IndexSets.find(component, version), () => [] as IndexSets.IndexSet).flatMap((part) =>
    part.dated ? [] : part.entries.filter((x) => !x.optional).map((x) => IndexSets.fullName(indexPrefix, x))
  )

/** A restore in place that has deleted indices and is to bring them back. */
export interface Restoring {
  readonly id: string
  /** It has not ended. */
  readonly running: boolean
}

/** Camunda would make empty ones in the place of those that are to be restored. */
const whileRestoring = (component: Component, { id, running }: Restoring): string =>
  `Leave ${component} stopped: a restore brings them back. ` +
  (running
    ? `Wait for its end: camunda-backup restore status ${id}`
    : `Resume it: camunda-backup restore resume ${id}`)

export const required = (
  settings: Settings,
  seen: Seen<IndexExpression.Catalog>,
  restoring: Option.Option<Restoring> = Option.none()
): ReadonlyArray<Finding.Finding> => {
  const what = "required-indices"
  const { component, version } = settings
  const names = requiredNames(settings)
  if (names.length === 0) return []
  if (Result.isFailure(seen)) return [Finding.unknown(what, seen.failure, component)]
  const missing = names.filter((name) => !IndexExpression.exists(name, seen.success))
  if (missing.length === 0)
    return [Finding.ok(what, `All ${names.length} indices of ${component} ${version} exist.`, component)]
  return [
    Finding.error(
      what,
      {
        symptom:
          missing.length === names.length
            ? `None of the ${names.length} indices of ${component} ${version} exists, e.g. ${missing[0]}.`
            : `Indices are missing: ${missing.join(", ")}.`,
        impact: `A backup of ${component} is refused.`,
        action: Option.match(restoring, {
          onNone: () =>
            `Start ${component} once against this Elasticsearch; check ${variable(component)} and CAMUNDA_BACKUP_CAMUNDA_VERSION.`,
          onSome: (x) => whileRestoring(component, x)
        })
      },
      component
    )
  ]
}

/**
 * The same where the role may not see the indices: Elasticsearch answers a question for a pattern as if there were none, which is no reason to start
 * Camunda. That no backup can be taken is said with the privileges.
 */
export const requiredUnseen = ({ component, indexPrefix }: Settings): Finding.Finding =>
  Finding.skipped(
    "required-indices",
    `Cannot look: the role of camunda-backup lacks ${toSee} on ${indexPrefix}-*.`,
    component
  )

/** The action that lists indices by their names. */
export const toSee = "indices:admin/resolve/index"

/** `held`: what a backup would hold by what exists now. A red one among the other indices under the prefix does no harm. */
export const health = (
  { component }: Settings,
  held: ReadonlyArray<string>,
  seen: Seen<ReadonlyArray<IndexHealth>>
): ReadonlyArray<Finding.Finding> => {
  const what = "index-health"
  if (Result.isFailure(seen)) return [Finding.unknownExtra(what, seen.failure, component)]
  const wanted = new Set(held)
  const closed = seen.success.filter((x) => !x.open && wanted.has(x.index))
  const red = seen.success.filter((x) => x.health === "red")
  const names = (indices: ReadonlyArray<IndexHealth>): string => indices.map((x) => x.index).join(", ")
  const explain = "GET /_cluster/allocation/explain says why their primary shards are not assigned."
  const [inBackup, outside] = [
    red.filter((x) => wanted.has(x.index)),
    red.filter((x) => !wanted.has(x.index))
  ]
  const findings = [
    ...(inBackup.length === 0
      ? []
      : [
          Finding.error(
            what,
            {
              symptom: `Indices are red: ${names(inBackup)}.`,
              impact:
                "A backup waits for their primary shards, and fails when CAMUNDA_BACKUP_RETRY_BUDGET is spent.",
              action: explain
            },
            component
          )
        ]),
    ...(outside.length === 0
      ? []
      : [
          Finding.warning(
            what,
            {
              symptom: `Indices are red: ${names(outside)}.`,
              impact: "They are in no part of a backup, which does not need them.",
              action: explain
            },
            component
          )
        ]),
    ...(closed.length === 0
      ? []
      : [
          Finding.warning(
            what,
            {
              symptom: `Indices are closed: ${names(closed)}.`,
              impact: `They are in a backup as they are, and closed after a restore; ${component} does not work with closed ones.`,
              action: "Open them: POST /<index>/_open."
            },
            component
          )
        ])
  ]
  return findings.length > 0
    ? findings
    : [
        Finding.ok(
          what,
          `All ${seen.success.length} indices of ${component} are open and have their primary shards.`,
          component
        )
      ]
}

export interface Block {
  readonly index: string
  /** e.g. `read_only_allow_delete`. */
  readonly block: string
}

/** Elasticsearch itself blocks indices when a disk is full. None of these blocks prevents a snapshot. */
export const blocks = (seen: Seen<ReadonlyArray<Block>>): Finding.Finding => {
  const what = "index-blocks"
  if (Result.isFailure(seen))
    return Finding.isBlocked(seen.failure)
      ? Finding.warning(what, {
          symptom: `An index has a metadata block: ${seen.failure.reason}`,
          impact: "Its settings and mappings cannot be read by anyone. A backup of it can be taken.",
          action: 'Lift it: PUT /<index>/_settings {"index.blocks.metadata": null}'
        })
      : Finding.unknown(what, seen.failure)
  if (seen.success.length === 0) return Finding.ok(what, "No index is blocked.")
  return Finding.warning(what, {
    symptom: `Indices are blocked: ${seen.success.map((x) => `${x.index} (index.blocks.${x.block})`).join(", ")}.`,
    impact: "Camunda cannot write them, or read them. A backup of them can be taken.",
    action:
      'With read_only_allow_delete a disk has reached the flood stage: free space, and Elasticsearch lifts the block. Others somebody has set: PUT /<index>/_settings {"index.blocks.<block>": null}'
  })
}
