import { Effect } from "effect"
import { completionFor } from "../completion/completion.ts"
import type { Command } from "../Context.ts"
import { report } from "../Report.ts"

export const completion: Command = ({ invocation }) => {
  const script = completionFor(invocation.word)
  return Effect.succeed(report({ text: () => script, document: { shell: invocation.word, script } }))
}
