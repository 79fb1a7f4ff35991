/** What a command has to say: data for standard output in both forms, notes for people, and what failed. */
import type { Failed } from "./perComponent.ts"

export interface Report {
  /** For people; `""`: nothing. */
  readonly text: string
  /** For programs; written with `--json`, as one document; `null` when nothing was done. */
  readonly document: Readonly<Record<string, unknown>> | null
  /** For people, on standard error; left out with `--json`. */
  readonly notes: ReadonlyArray<string>
  readonly failed: ReadonlyArray<Failed>
}
