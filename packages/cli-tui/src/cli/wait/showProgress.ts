import { Effect } from "effect"
import type { Terminal } from "../Terminal.ts"
import { block, newParts } from "./progressLines.ts"
import { isFinished, type Look } from "./awaitBackup.ts"

/** What a wait writes to standard error: a block that is redrawn at a terminal, otherwise a line for each part. */
export const showProgress = (
  terminal: Terminal,
  quiet: boolean
): ((looks: ReadonlyArray<Look>) => Effect.Effect<void>) => {
  const told = new Set<string>()
  return (looks) => {
    if (quiet) return Effect.void
    if (terminal.columns !== null) return terminal.redraw(block(looks, terminal.columns), isFinished(looks))
    return Effect.forEach(newParts(looks, told), terminal.note, { discard: true })
  }
}
