/** How a list that is read by pages is kept true: by what the server tells, by reading its newest page again, and the rest when it is wanted. */
import type { BackupId, Component } from "@camunda-backup/core"

export interface Changed {
  readonly component: Component.Component
  readonly backupId: BackupId.BackupId
}

export interface Following {
  /** Whether the server tells what changes; `lost`: not yet, or not now. */
  readonly events: "live" | "lost"
  /** When the newest page is read whatever was told. */
  readonly pageAt: number
  /** When everything that is known is read again. */
  readonly sweepAt: number
  /** Components of which everything that is known is being read again, page by page. */
  readonly sweeping: ReadonlySet<Component.Component>
  /** Components of which a page behind the newest was requested and has not arrived. */
  readonly asking: ReadonlySet<Component.Component>
  /** Nothing behind the newest page is requested before: the last request for it failed. */
  readonly moreAt: number
  /** Backups of which something was told, by `component/id`, that are to be read again. */
  readonly changed: ReadonlyMap<string, Changed>
  /** The operator went to the end of the list: it is read to its end. */
  readonly toEnd: boolean
}

export const unfollowed = (now: number): Following => ({
  events: "lost",
  pageAt: now,
  sweepAt: now,
  sweeping: new Set(),
  asking: new Set(),
  moreAt: now,
  changed: new Map(),
  toEnd: false
})
