import { Effect } from "effect"
import { scripts } from "../completion/scripts.ts"
import type { Command } from "../context/Context.ts"
import { output } from "../output/Output.ts"
import { shells } from "../spec/commands.ts"

export const completion: Command = ({ invocation }) => {
  const shell = shells.find((x) => x === invocation.word) ?? "bash"
  const script = scripts[shell]
  return Effect.succeed(output({ text: () => script, document: { shell, script } }))
}
