/** How high the view draws what can be scrolled. It is passed to `update`, which need not know how anything looks. */
import type { Model } from "./Model.ts"

export interface Heights {
  /** Lines that the parts of a backup have on its screen. */
  readonly parts: (model: Model) => number
  /** The lines of the screen that is text, to be searched. */
  readonly lines: (model: Model) => ReadonlyArray<string>
  /** Lines of the screen that is text, as a whole. */
  readonly text: (model: Model) => number
  /** How far the plan of a restore can be scrolled. */
  readonly plan: (model: Model) => number
}
