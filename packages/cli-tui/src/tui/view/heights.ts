import type { Heights } from "../model/Heights.ts"
import { innerWidth } from "../model/layout.ts"
import { partsHeight } from "./detailSummary.ts"
import { textOfLine } from "./Line.ts"
import { textOf } from "./textOf.ts"
import { planOverflow } from "./wizardBody.ts"

/** As this view draws it. */
export const heights: Heights = {
  parts: partsHeight,
  plan: (model) =>
    model.dialog?._tag === "Wizard" ? planOverflow(model, model.dialog, innerWidth(model.size)) : 0,
  lines: (model) => textOf(model, innerWidth(model.size)).map(textOfLine),
  text: (model) => textOf(model, innerWidth(model.size)).length
}
