import { Effect } from "effect"
import { version as number } from "../../version.ts"
import type { Command } from "../context/Context.ts"
import { output } from "../output/Output.ts"

export const version: Command = () => {
  const document = { name: "camunda-backup", version: number }
  return Effect.succeed(output({ text: () => `${number}\n`, document, lines: [document], names: [number] }))
}
