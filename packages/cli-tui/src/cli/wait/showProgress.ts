import { Effect } from "effect"
import type { Context } from "../context/Context.ts"
import { isSilent } from "../output/render.ts"
import type { Waiting } from "./awaitBackup.ts"
import { block, newParts } from "./progressLines.ts"

/** What a wait writes to standard error: a block that is redrawn at a terminal, otherwise a line for each part. */
export const showProgress = ({ invocation, terminal }: Context): Waiting["onLook"] => {
  const told = new Set<string>()
  return (looks, done) => {
    if (isSilent(invocation)) return Effect.void
    if (terminal.columns !== null) return terminal.redraw(block(looks, terminal.columns), done)
    return Effect.forEach(newParts(looks, told), terminal.note, { discard: true })
  }
}
