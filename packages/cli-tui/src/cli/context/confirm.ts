/** Asks before something is lost. Nobody to ask and no `--yes` is an error: a script must say that it means it. */
import { Effect } from "effect"
import { NotConfirmed } from "../errors/CommandError.ts"
import type { Context } from "./Context.ts"

export interface Question {
  /** What will be done, as the beginning of "… must be confirmed". */
  readonly what: string
  /** What must be known before; a sentence. `""`: nothing. */
  readonly warning: string
  /** What must be typed; `null`: y is enough. */
  readonly typed: string | null
}

export const confirm = Effect.fnUntraced(function* (
  { invocation, terminal }: Context,
  { what, typed, warning }: Question
): Effect.fn.Return<void, NotConfirmed> {
  if (invocation.yes) return
  if (!terminal.interactive) return yield* new NotConfirmed({ what, asked: false })
  if (warning !== "") yield* terminal.note(warning)
  const question = typed === null ? `${what}: go on? [y/N] ` : `${what}: type ${typed} to go on: `
  const answer = (yield* terminal.ask(question)).trim()
  const meant = typed === null ? /^(y|yes)$/i.test(answer) : answer === typed
  if (!meant) return yield* new NotConfirmed({ what, asked: true })
})
