/** What a command may do with the person at the terminal. The program's entry makes it; tests make their own. */
import type { Effect } from "effect"

export interface Terminal {
  /** Prompts are possible: standard input and error are a terminal, and `--no-input` is not given. */
  readonly interactive: boolean
  /** Columns of standard error; `null` when it is not a terminal. */
  readonly columns: number | null
  /** One line on standard error. */
  readonly note: (line: string) => Effect.Effect<void>
  /** Lines on standard error, in place of those it wrote before; with `done` they stay. Only where `columns` is known. */
  readonly redraw: (lines: ReadonlyArray<string>, done: boolean) => Effect.Effect<void>
  /** Standard output, immediately: for commands that run for long. */
  readonly data: (text: string) => Effect.Effect<void>
  /** Prompts, and returns the line that was typed. */
  readonly ask: (question: string) => Effect.Effect<string>
}
