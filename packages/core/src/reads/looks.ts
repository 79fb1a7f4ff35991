/** What successive looks at the lease of a component tell about the attempts that were live between them. */
import { Option } from "effect"
import type { BackupId } from "../domain/BackupId.ts"
import type { Seen } from "../ports/Lease.ts"

type Look = Option.Option<Seen>

const termOf = (look: Look): number => Option.match(look, { onNone: () => 0, onSome: (x) => x.term })

const claimOf = (look: Look): string | null => Option.getOrNull(Option.map(look, (x) => x.claim))

/** No attempt began between the two, because each attempt has its own term. */
export const isSameTerm = (before: Look, after: Look): boolean =>
  termOf(before) === termOf(after) && claimOf(before) === claimOf(after)

/** At most one attempt began between the two, so that there is none that neither look shows. */
export const isNextTerm = (before: Look, after: Look): boolean =>
  isSameTerm(before, after) || termOf(after) === termOf(before) + 1

/** The backups whose attempts may have been live between the first and the last of successive looks without a gap. */
export const mayHaveLived = (looks: ReadonlyArray<Look>): ReadonlySet<BackupId> => {
  const ids = new Set<BackupId>()
  for (const [i, look] of looks.entries()) {
    const began = i > 0 && !isSameTerm(looks[i - 1] ?? Option.none(), look)
    if (Option.isSome(look) && (began || look.value.state !== "finished"))
      ids.add(look.value.subject.backupId)
  }
  return ids
}
