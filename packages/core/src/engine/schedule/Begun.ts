/** What came of beginning a scheduled job. */
import type { BackupId } from "../../domain/BackupId.ts"

/** `Begun`: by this process or by another. `Trouble`: not yet, and why; it is tried again while the window lasts. */
export type Begun =
  | { readonly _tag: "Begun"; readonly backupId: BackupId }
  | { readonly _tag: "Trouble"; readonly reason: string }
