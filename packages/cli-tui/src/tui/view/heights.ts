import type { Heights } from "../model/Heights.ts"
import { innerWidth } from "../model/layout.ts"
import { partsHeight } from "./detailSummary.ts"
import { textOf } from "./textOf.ts"

/** As this view draws it. */
export const heights: Heights = {
  parts: partsHeight,
  text: (model) => textOf(model, innerWidth(model.size)).length
}
