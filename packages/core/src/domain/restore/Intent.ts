import type { DoomedIndex, RestorePart, Stage, Target } from "./RestorePlan.ts"

/** What the plan would make and delete, and in which stages. */
export interface Intent {
  readonly target: Target
  readonly stages: ReadonlyArray<Stage>
  readonly parts: ReadonlyArray<RestorePart>
  readonly doomed: ReadonlyArray<DoomedIndex>
}
