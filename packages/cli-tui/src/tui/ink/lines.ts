/** What a model looks like on the screen: one text with its colours for each line. */
import type { Model } from "../model/Model.ts"
import { themes } from "../theme/themes.ts"
import { frame } from "../view/frame.ts"
import { painted } from "../view/Line.ts"
import { spoken } from "../view/spoken.ts"

export type Lines = ReadonlyArray<string>

const linesOf = (model: Model): Lines =>
  model.options.screenReader
    ? spoken(model)
    : frame(model).map((x) => painted(x, themes[model.options.theme]))

/** The lines of a model: the same value as before while they read the same, since most that happens changes nothing that is shown. */
export const makeLines = (): ((model: Model) => Lines) => {
  let model: Model | null = null
  let lines: Lines = []
  return (next) => {
    if (next === model) return lines
    model = next
    const fresh = linesOf(next)
    if (fresh.length !== lines.length || fresh.some((x, i) => x !== lines[i])) lines = fresh
    return lines
  }
}
