/** Judges the indices that a backup of a component must hold. */
import { Option, Result } from "effect"
import type { StoreError } from "./BackupError.ts"
import type { Component } from "./Component.ts"
import * as Finding from "./Finding.ts"
import * as IndexExpression from "./IndexExpression.ts"
import * as IndexSets from "./IndexSets.ts"

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

/** Full names of those that every backup must hold, in order. */
export const requiredNames = ({ component, version, indexPrefix }: Settings): ReadonlyArray<string> =>
  Option.getOrElse(IndexSets.find(component, version), () => [] as IndexSets.IndexSet).flatMap((part) =>
    part.dated ? [] : part.entries.filter((x) => !x.optional).map((x) => IndexSets.fullName(indexPrefix, x))
  )

export const required = (
  settings: Settings,
  seen: Seen<IndexExpression.Catalog>
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
        action: `Start ${component} once against this Elasticsearch; check ${variable(component)} and CAMUNDA_BACKUP_CAMUNDA_VERSION.`
      },
      component
    )
  ]
}

export const health = (
  settings: Settings,
  seen: Seen<ReadonlyArray<IndexHealth>>
): ReadonlyArray<Finding.Finding> => {
  const what = "index-health"
  const { component } = settings
  if (Result.isFailure(seen)) return [Finding.unknown(what, seen.failure, component)]
  const required = new Set(requiredNames(settings))
  const closed = seen.success.filter((x) => !x.open && required.has(x.index))
  const red = seen.success.filter((x) => x.health === "red")
  const findings = [
    ...(closed.length === 0
      ? []
      : [
          Finding.warning(
            what,
            {
              symptom: `Indices are closed: ${closed.map((x) => x.index).join(", ")}.`,
              impact: `They are in a backup as they are, and closed after a restore; ${component} does not work with closed ones.`,
              action: "Open them: POST /<index>/_open."
            },
            component
          )
        ]),
    ...(red.length === 0
      ? []
      : [
          Finding.error(
            what,
            {
              symptom: `Indices are red: ${red.map((x) => x.index).join(", ")}.`,
              impact:
                "A backup waits for their primary shards, and fails when CAMUNDA_BACKUP_RETRY_BUDGET is spent.",
              action: "GET /_cluster/allocation/explain says why their shards are not assigned."
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

/** Elasticsearch blocks indices itself when a disk is full. */
export const blocks = (seen: Seen<ReadonlyArray<Block>>): Finding.Finding => {
  const what = "index-blocks"
  if (Result.isFailure(seen)) return Finding.unknown(what, seen.failure)
  if (seen.success.length === 0) return Finding.ok(what, "No index is read-only.")
  return Finding.warning(what, {
    symptom: `Indices are blocked: ${seen.success.map((x) => `${x.index} (${x.block})`).join(", ")}.`,
    impact: "Camunda cannot write them. A backup of them can be taken.",
    action:
      "With read_only_allow_delete a disk has reached the flood stage: free space, and Elasticsearch lifts the block. Others somebody has set."
  })
}
