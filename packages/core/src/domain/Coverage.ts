/**
 * Whether a finished part holds exactly what was requested. A snapshot can report SUCCESS and still lack an index (deleted while the part ran,
 * left out by a name that resolved otherwise): a backup that lacks one is not a backup. And a backup with an index in two of its parts
 * cannot be restored.
 *
 * A dated index that was deleted meanwhile is not the part's fault (the archiver and retention delete those all day), and neither is one that
 * was created meanwhile under a name that the part requests.
 */
import { isAskedByName } from "./askedFor.ts"
import type { PlannedPart } from "./CreatePlan.ts"
import { type Catalog, everything } from "./IndexExpression.ts"

/** Empty lists: the part holds what it should. */
export interface Comparison {
  /** Indices that exist and are not in the part. */
  readonly lacking: ReadonlyArray<string>
  /** Indices that are in the part and must not be. */
  readonly surplus: ReadonlyArray<string>
}

export interface Comparing {
  readonly part: PlannedPart
  readonly expected: ReadonlyArray<string>
  readonly held: ReadonlyArray<string>
  /** What other parts of the same backup hold, or will. */
  readonly elsewhere: ReadonlySet<string>
}

export const isExact = ({ lacking, surplus }: Comparison): boolean =>
  lacking.length === 0 && surplus.length === 0

const without = (names: ReadonlyArray<string>, others: Iterable<string>): ReadonlyArray<string> => {
  const has = new Set(others)
  return names.filter((x) => !has.has(x))
}

/** The expected indices a snapshot does not hold. */
export const lacking = (
  expected: ReadonlyArray<string>,
  held: ReadonlyArray<string>
): ReadonlyArray<string> => without(expected, held)

/** The indices that a dated part lacks although they still exist after it, which is a fault. The others were deleted meanwhile. */
export const stillThere = (missing: ReadonlyArray<string>, after: Catalog): ReadonlyArray<string> => {
  const exists = everything(after)
  return missing.filter((index) => exists.has(index))
}

/** What the part holds besides what it had to, by no name that it asks for: an alias may have led there, and then it was asked for. */
export const unexplained = ({ expected, held, part }: Comparing): ReadonlyArray<string> =>
  without(held, expected).filter((x) => !isAskedByName(part, x))

/** What also stands in another part, and what the part was not asked for; `asked`: by what existed after it. */
export const surplus = (comparing: Comparing, asked: Iterable<string>): ReadonlyArray<string> => {
  const strange = new Set(without(unexplained(comparing), asked))
  return comparing.held.filter((x) => comparing.elsewhere.has(x) || strange.has(x))
}
