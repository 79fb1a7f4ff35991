/**
 * Does a finished part hold what it was asked for? A snapshot can say SUCCESS and still lack an index (deleted while the part ran, left out
 * by a name that resolved otherwise): a backup that lacks one is not a backup.
 *
 * An index that was deleted meanwhile is no fault of the part when it is a dated one (the archiver and retention delete those all day).
 */
import type { Catalog } from "./IndexExpression.ts"

/** The expected indices a snapshot does not hold. */
export const lacking = (
  expected: ReadonlyArray<string>,
  held: ReadonlyArray<string>
): ReadonlyArray<string> => {
  const has = new Set(held)
  return expected.filter((index) => !has.has(index))
}

/** Of what a dated part lacks, what still exists after it: that is a fault. The rest was deleted meanwhile. */
export const stillThere = (lacking: ReadonlyArray<string>, after: Catalog): ReadonlyArray<string> => {
  const exists = new Set(after.indices.map((x) => x.name))
  return lacking.filter((index) => exists.has(index))
}
