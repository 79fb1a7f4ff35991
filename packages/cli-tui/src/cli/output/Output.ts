/** What a command prints: data for standard output in every format, notes for people, and what failed. */
import type { ClientError, Component } from "@camunda-backup/core"
import type { Kinds } from "./kinds.ts"
import type { AnyError, ExitCode } from "../errors/exitCode.ts"

export type Json = Readonly<Record<string, unknown>>

/** Of one component; the others may have succeeded. */
export interface Failed {
  readonly component: Component.Component
  readonly error: ClientError
}

export interface Output {
  /** For people; `""`: nothing. `wide`: with more columns. `columns`: of the terminal; absent: each row on one line. */
  readonly text: (wide: boolean, columns?: number | null) => string
  /** For programs: one document; `null` when nothing was done. */
  readonly document: Json | null
  /** For programs: one object per line. */
  readonly lines: ReadonlyArray<Json>
  /** Names only, one per line: for other commands. */
  readonly names: ReadonlyArray<string>
  /** For people, on standard error; left out with formats for programs and with `--quiet`. */
  readonly notes: ReadonlyArray<string>
  readonly failed: ReadonlyArray<Failed>
  /** Why the wait ended early; what is here was still done. */
  readonly stopped: AnyError | null
  /** When nothing failed, by what was found: not 0 for a backup that is not COMPLETED. */
  readonly exitCode: ExitCode
  /** Of what kind document and lines are where that does not follow from the command alone; `null`: it does. */
  readonly kinds: Kinds | null
}

export const output = (x: Partial<Output>): Output => ({
  text: () => "",
  document: null,
  lines: [],
  names: [],
  notes: [],
  failed: [],
  stopped: null,
  exitCode: 0,
  kinds: null,
  ...x
})
