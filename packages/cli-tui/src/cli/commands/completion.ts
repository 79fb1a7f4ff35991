import { Effect } from "effect"
import { completionFor } from "../help/completion.ts"
import type { Command } from "../context/Context.ts"
import { output } from "../output/Output.ts"

export const completion: Command = ({ invocation }) => {
  const script = completionFor(invocation.word)
  return Effect.succeed(output({ text: () => script, document: { shell: invocation.word, script } }))
}
