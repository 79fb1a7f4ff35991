/** A part that is being taken: what its owner started with, and what it has learned since. */
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
  /** As it was planned when the backup was requested. */
  readonly planned: PlannedPart
  /** What other parts of the backup hold, or will. */
  readonly elsewhere: ReadonlySet<string>
}

/** What is known about it. */
export interface Known {
  readonly work: Work.Work
  /** What it must hold, as it was last requested; if another process requested it, as it was planned. */
  readonly asked: PlannedPart
  /** The indices of its snapshot, once it was seen finished. */
  readonly held: ReadonlyArray<string>
  /** What existed a moment ago; used for one try only, because the next one may be needed because this is out of date. */
  readonly seen: Option.Option<Seen>
  /** How it ended; `none` while it is being taken. `There`: it holds what it must. Otherwise the attempt ends. */
  readonly end: Option.Option<End | { readonly _tag: "There" }>
}

type Services = Settings | SnapshotStore | IndexCatalog | Journal | Lease

/** The result of an action. It fails only with `Lost`; anything else that goes wrong is a fact. */
export type Acted = Effect.Effect<Known, Lost, Services>

/** What is known after a new fact. `askedAt`: when its request was sent. */
export const learn = (known: Known, fact: Work.Fact, askedAt: number): Known => ({
  ...known,
  work: Work.learn(known.work, fact, askedAt)
})
