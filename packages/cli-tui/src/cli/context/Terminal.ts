/** What a command may do with the person in front of it. Made by the program's entry; tests make their own. */
import type { Effect } from "effect"

export interface Terminal {
  /** Somebody can be asked: standard input and error are a terminal, and `--no-input` is not given. */
  readonly interactive: boolean
  /** Columns of standard error; `null` when it is no terminal. */
  readonly columns: number | null
  /** One line on standard error. */
  readonly note: (line: string) => Effect.Effect<void>
  /** Lines on standard error in the place of those written before by this; with `done` they stay. Only where `columns` is known. */
  readonly redraw: (lines: ReadonlyArray<string>, done: boolean) => Effect.Effect<void>
  /** Standard output, at once: for what goes on for long. */
  readonly data: (text: string) => Effect.Effect<void>
  /** Asks, and gives the line that was typed. */
  readonly ask: (question: string) => Effect.Effect<string>
}
