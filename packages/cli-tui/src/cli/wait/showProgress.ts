import type { Context } from "../context/Context.ts"
import { isSilent } from "../output/render.ts"
import type { Look } from "./Look.ts"
import { block, newParts, summary } from "./progressLines.ts"
import { makeTeller, type Teller } from "./Teller.ts"

/** What a wait for a backup writes to standard error: a block that is redrawn at a terminal, otherwise a line for each part. */
export const showProgress = ({ invocation, terminal }: Context): Teller<ReadonlyArray<Look>> => {
  const told = new Set<string>()
  return makeTeller(terminal, isSilent(invocation), {
    block,
    news: (looks) => newParts(looks, told),
    summary
  })
}
