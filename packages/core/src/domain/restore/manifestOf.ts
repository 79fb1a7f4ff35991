import type { Attempt } from "../Attempt.ts"
import type { CapturedTemplates } from "./CapturedTemplates.ts"
import type { IndexCount, IndexShape } from "./IndexShape.ts"
import type { Manifest } from "./Manifest.ts"

/** What was seen while a backup was taken. */
export interface Witnessed {
  readonly attempt: Attempt
  readonly elasticsearch: string | null
  readonly templates: CapturedTemplates | null
  readonly shapes: { readonly before: ReadonlyArray<IndexShape>; readonly after: ReadonlyArray<IndexShape> }
  /** Before the first part, and after each one. */
  readonly counts: ReadonlyArray<ReadonlyArray<IndexCount>>
  /** The indices of each part, in order. */
  readonly held: ReadonlyArray<ReadonlyArray<string>>
}

/**
 * The manifest of a backup. A part's window is from the look before the part to the look after it; where one is missing, the next wider is not
 * taken for it: a count that could be of another time says nothing.
 */
export const manifestOf = ({
  attempt,
  counts,
  elasticsearch,
  held,
  shapes,
  templates
}: Witnessed): Manifest => {
  const before = new Map(shapes.before.map((x) => [x.name, x]))
  const after = new Map(shapes.after.map((x) => [x.name, x]))
  const countAt = (look: number, name: string): IndexCount | null =>
    counts[look]?.find((x) => x.name === name) ?? null
  return {
    component: attempt.plan.component,
    backupId: attempt.plan.backupId,
    attempt: attempt.id,
    drilled: null,
    elasticsearch,
    templates,
    indices: held.flatMap((names, part) =>
      names.flatMap((name) => {
        const one = before.get(name) ?? after.get(name)
        if (one === undefined) return []
        const other = after.get(name)
        const moved = other !== undefined && other.mapping !== one.mapping
        return [
          {
            ...one,
            mapping: moved ? null : one.mapping,
            // The look after a part runs beside the next one, so that of a part begins with the one before the part before.
            before: countAt(Math.max(0, part - 1), name),
            after: countAt(part + 1, name)
          }
        ]
      })
    )
  }
}
