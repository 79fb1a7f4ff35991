/**
 * The plan of a create: its snapshots in order, each with the index expression that is sent to Elasticsearch.
 *
 * Everything that can be known before the first snapshot is checked here, so that a backup that could not be complete is refused before anything
 * is taken: a required index that is missing, an index that would be in two parts (a restore would fail on the second one).
 *
 * Invariant: no part has an empty expression. To Elasticsearch an empty list means *every index of the cluster*.
 */
import { Option, Result } from "effect"
import type { Annotation } from "./Annotation.ts"
import type { BackupId } from "./BackupId.ts"
import { IndexInSeveralParts, RequiredIndexMissing } from "./BackupError.ts"
import type { CamundaVersion } from "./CamundaVersion.ts"
import type { Component } from "./Component.ts"
import { askedFor, type Expression } from "./askedFor.ts"
import * as IndexExpression from "./IndexExpression.ts"
import * as IndexSets from "./IndexSets.ts"
import type { LeftOut } from "./LeftOut.ts"
import * as SnapshotName from "./SnapshotName.ts"

/** One snapshot that will be taken, and what it has to hold. */
export interface PlannedPart {
  readonly snapshot: SnapshotName.SnapshotName
  /** 1-based. */
  readonly part: number
  readonly count: number
  /**
   * Camunda's own expression: exact names, or for dated indices wildcard then exclusion, and behind those the exact names of what is hidden
   * (`askedFor.ts`). Never empty.
   */
  readonly expression: Expression
  /** The concrete indices that the expression selected when the plan was made. */
  readonly indices: ReadonlyArray<string>
  /** Dated indices come and go: what a dated part requests and must hold is looked up again just before it is taken. */
  readonly dated: boolean
}

/** All parts of a backup, in the order in which they are taken. */
export interface CreatePlan {
  readonly component: Component
  readonly backupId: BackupId
  readonly version: CamundaVersion
  readonly indexPrefix: string
  readonly parts: ReadonlyArray<PlannedPart>
  /** Indices under the prefix that are in no part. Absent in plans of older versions, where they are not known. */
  readonly inNoPart?: ReadonlyArray<LeftOut>
  /** What the person who requested it says of it. Absent: nothing. */
  readonly annotation?: Annotation
}

/** What a plan is made from. */
export interface Input {
  readonly component: Component
  readonly backupId: BackupId
  readonly version: CamundaVersion
  readonly indexPrefix: string
  readonly indexSet: IndexSets.IndexSet
  readonly catalog: IndexExpression.Catalog
  /** Whether an index under the prefix belongs to something else. By default none does. */
  readonly isForeign?: (index: string) => boolean
}

/** Selects nothing, whatever exists: Camunda's empty dated parts are such snapshots. */
const nothing = ["-*"] as const

const expressionOf = (part: IndexSets.Part, names: ReadonlyArray<string>): Expression => {
  const [first, ...others] = part.dated ? names.flatMap((name) => [`${name}*`, `-${name}`]) : names
  return first === undefined ? nothing : [first, ...others]
}

/** The plan, or why there can be none. */
export const make = (input: Input): Result.Result<CreatePlan, RequiredIndexMissing | IndexInSeveralParts> => {
  const { component, backupId, version, indexPrefix, indexSet, catalog } = input
  const missing: Array<string> = []
  const count = indexSet.length
  const asking = indexSet.map((part) => {
    const names: Array<string> = []
    for (const entry of part.entries) {
      const name = IndexSets.fullName(indexPrefix, entry)
      if (part.dated || IndexExpression.exists(name, catalog)) names.push(name)
      else if (!entry.optional) missing.push(name)
    }
    return { expression: expressionOf(part, names), dated: part.dated }
  })
  if (missing.length > 0)
    return Result.fail(new RequiredIndexMissing({ component, version, indices: missing }))
  const parts = askedFor(asking, catalog).map((asked, i): PlannedPart => ({
    snapshot: SnapshotName.format({ component, backupId, version, part: i + 1, count }),
    part: i + 1,
    count,
    ...asked,
    dated: asking[i]?.dated ?? false
  }))
  return Option.match(doubled(parts), {
    onNone: () =>
      Result.succeed({ component, backupId, version, indexPrefix, parts, inNoPart: leftOut(input, parts) }),
    onSome: (twice) => Result.fail(new IndexInSeveralParts(twice))
  })
}

const leftOut = (
  { catalog, isForeign = () => false }: Input,
  parts: ReadonlyArray<PlannedPart>
): ReadonlyArray<LeftOut> => {
  const held = new Set(parts.flatMap((x) => x.indices))
  return [...IndexExpression.everything(catalog)]
    .filter((x) => !held.has(x) && !isForeign(x))
    .toSorted()
    .map((index) => ({ index, documents: null }))
}

const doubled = (
  parts: ReadonlyArray<PlannedPart>
): Option.Option<{ readonly index: string; readonly parts: ReadonlyArray<number> }> => {
  const seen = new Map<string, number>()
  for (const { part, indices } of parts) {
    for (const index of indices) {
      const before = seen.get(index)
      if (before !== undefined) return Option.some({ index, parts: [before, part] })
      seen.set(index, part)
    }
  }
  return Option.none()
}
