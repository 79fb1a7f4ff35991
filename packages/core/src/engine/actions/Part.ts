/** A part that is being taken: what its owner set out with, and what it has learned since. */
import type { Effect, Option } from "effect"
import type { Settings } from "../../config/Settings.ts"
import type { PlannedPart } from "../../domain/CreatePlan.ts"
import type { End } from "../../domain/End.ts"
import * as Work from "../../domain/Work.ts"
import type { IndexCatalog } from "../../ports/IndexCatalog.ts"
import type { Journal } from "../../ports/Journal.ts"
import type { Lease } from "../../ports/Lease.ts"
import type { SnapshotStore } from "../../ports/SnapshotStore.ts"
import type { Lost } from "../Lost.ts"
import type { Ownership } from "../Ownership.ts"
import type { Seen } from "./existing.ts"

/** What does not change while the part is taken. */
export interface Part {
  readonly ownership: Ownership
  /** As it was planned when the backup was asked for. */
  readonly planned: PlannedPart
  /** What other parts of the backup hold, or will. */
  readonly elsewhere: ReadonlySet<string>
}

/** What is known of it. */
export interface Known {
  readonly work: Work.Work
  /** What it must hold, as it was asked for last; what another process asked for: by what existed when the plan was made. */
  readonly asked: PlannedPart
  /** The indices of its snapshot, as far as it was seen finished. */
  readonly held: ReadonlyArray<string>
  /** What existed a moment ago; good for one try, because the next one may be due because it is out of date. */
  readonly seen: Option.Option<Seen>
  /** What became of it; `none` while it is being taken. `There`: it holds what it must. Otherwise the attempt ends. */
  readonly end: Option.Option<End | { readonly _tag: "There" }>
}

type Services = Settings | SnapshotStore | IndexCatalog | Journal | Lease

/** What an action comes to. It fails with nothing but `Lost`; what else goes wrong is a fact. */
export type Acted = Effect.Effect<Known, Lost, Services>

/** After a new fact. `askedAt`: when it was asked for. */
export const learn = (known: Known, fact: Work.Fact, askedAt: number): Known => ({
  ...known,
  work: Work.learn(known.work, fact, askedAt)
})
