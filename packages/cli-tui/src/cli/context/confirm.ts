/** Prompts before something is lost. Without a terminal and without `--yes` it is an error: a script must confirm explicitly. */
import { Effect } from "effect"
import { NotConfirmed } from "../errors/CommandError.ts"
import type { Context } from "./Context.ts"

export interface Question {
  /** What will be done, as the subject of "… must be confirmed". */
  readonly what: string
  /** What the operator must know first; a sentence. `""`: nothing. */
  readonly warning: string
  /** What must be typed; `null`: y is enough. */
  readonly typed: string | null
}

/** Fails at once where nobody could answer: a plan need not be read for that. */
export const canConfirm = (
  { invocation, terminal }: Context,
  what: string
): Effect.Effect<void, NotConfirmed> =>
  invocation.yes || terminal.interactive ? Effect.void : Effect.fail(new NotConfirmed({ what, asked: false }))

export const confirm = Effect.fnUntraced(function* (
  { invocation, terminal }: Context,
  { what, typed, warning }: Question
): Effect.fn.Return<void, NotConfirmed> {
  if (invocation.yes) return
  if (!terminal.interactive) return yield* new NotConfirmed({ what, asked: false })
  if (warning !== "") yield* terminal.note(warning)
  const question = typed === null ? `${what}: continue? [y/N] ` : `${what}: type ${typed} to confirm: `
  const answer = (yield* terminal.ask(question)).trim()
  const meant = typed === null ? /^(y|yes)$/i.test(answer) : answer === typed
  if (!meant) return yield* new NotConfirmed({ what, asked: true })
})
