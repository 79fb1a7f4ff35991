/** Files that take long begin first, so that at the end of a run no worker waits for another one. Vitest itself goes by size until it has measured. */
import { BaseSequencer, type TestSequencerConstructor, type TestSpecification } from "vitest/node"

/** `names`: ends of the paths of files, the longest first; all others come after them. */
export const longestFirst = (names: ReadonlyArray<string>): TestSequencerConstructor => {
  const rank = ({ moduleId }: TestSpecification): number => {
    const at = names.findIndex((name) => moduleId.endsWith(name))
    return at < 0 ? names.length : at
  }
  return class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      // oxlint-disable-next-line no-array-sort -- a method of that name, which gives a new list
      const sorted = await super.sort(files)
      return sorted.toSorted((one, other) => rank(one) - rank(other))
    }
  }
}
