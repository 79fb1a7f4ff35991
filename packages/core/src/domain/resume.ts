/**
 * Whether an attempt that has ended can be resumed. What exists must be its own finished parts, from the first one on without a gap, of the version
 * that would take the others, and of indices that are still the same.
 */
import { Option } from "effect"
import * as Attempt from "./Attempt.ts"
import type { PlannedPart } from "./CreatePlan.ts"
import * as IndexExpression from "./IndexExpression.ts"
import type { Snapshot } from "./Snapshot.ts"

export interface Input {
  readonly attempt: Attempt.Attempt
  /** All snapshots of the backup id. */
  readonly snapshots: ReadonlyArray<Snapshot>
  /** The Camunda version that is configured now. */
  readonly version: string
  /** What exists now. */
  readonly catalog: IndexExpression.Catalog
}

/** Every reason against it, as sentences; empty when it can be resumed. */
export const reasonsAgainst = ({ attempt, snapshots, version, catalog }: Input): ReadonlyArray<string> => {
  const { plan } = attempt
  const reasons: Array<string> = []
  const how = Option.map(Attempt.ended(attempt), (x) => x.how)
  if (Option.exists(how, (x) => x._tag === "Completed")) reasons.push("It is completed.")
  if (Option.exists(how, (x) => x._tag === "PartLacksIndices"))
    reasons.push("One of its parts lacks indices.")
  if (Option.exists(how, (x) => x._tag === "PartHoldsTooMuch"))
    reasons.push("One of its parts holds indices that it must not hold.")
  if (plan.version !== version)
    reasons.push(`It was begun for Camunda ${plan.version}, and ${version} is configured now.`)
  const byName = new Map<string, Snapshot>(snapshots.map((x) => [x.name, x]))
  const planned = new Set<string>(plan.parts.map((x) => x.snapshot))
  for (const { name } of snapshots)
    if (!planned.has(name)) reasons.push(`Snapshot ${name} is not one of its parts.`)
  let gap: PlannedPart | null = null
  for (const part of plan.parts) {
    const found = byName.get(part.snapshot)
    if (found === undefined) {
      gap ??= part
      continue
    }
    if (gap !== null) reasons.push(`Part ${gap.part} is gone, although part ${part.part} behind it is there.`)
    gap = null
    reasons.push(...reasonsAgainstPart(attempt, part, found, catalog))
  }
  return reasons
}

const reasonsAgainstPart = (
  attempt: Attempt.Attempt,
  part: PlannedPart,
  found: Snapshot,
  catalog: IndexExpression.Catalog
): ReadonlyArray<string> => {
  if (found.attempt !== attempt.id)
    return [`Snapshot ${found.name} was made by another writer, or by another attempt.`]
  if (found.damaged) return [`Snapshot ${found.name} cannot be read any more.`]
  // A failed or running one is handled as in any attempt: taken again, or waited for.
  if (found.state !== "SUCCESS" || part.dated) return []
  const now = IndexExpression.resolve(part.expression, catalog)
  const gone = part.indices.filter((x) => !now.has(x))
  const come = [...now].filter((x) => !part.indices.includes(x))
  return [
    ...(gone.length > 0 ? [`Indices of its finished part ${part.part} are gone: ${gone.join(", ")}.`] : []),
    ...(come.length > 0
      ? [`Indices that its finished part ${part.part} does not hold have come: ${come.join(", ")}.`]
      : [])
  ]
}
