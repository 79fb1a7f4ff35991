/**
 * What the owner of a restore knows of the stage it is at. Only in memory: whoever takes over looks at the indices, whose marks say enough.
 */
import type { Comparison } from "./compareRestored.ts"
import type { ExistingIndex } from "./ExistingIndex.ts"
import type { Restore } from "./Restore.ts"
import { isDropped } from "./Restore.ts"
import type { RestoreEnd } from "./RestoreEnd.ts"
import { type Stage, stagesOf } from "./RestorePlan.ts"
import type { ShardRecovery } from "./ShardRecovery.ts"

/** What stood in Elasticsearch at one look. */
export interface Look {
  /** What has the names that the stage makes; by the names in Elasticsearch. */
  readonly made: ReadonlyMap<string, ExistingIndex>
  /** Primaries of those; by the names in Elasticsearch. */
  readonly shards: ReadonlyMap<string, ReadonlyArray<ShardRecovery>>
  /** What has the names that are to be deleted. */
  readonly doomed: ReadonlyMap<string, ExistingIndex>
}

/** What is known. */
export type RestoreFact =
  /** Another process may have acted, or this one a moment ago. */
  | { readonly _tag: "Unknown" }
  | { readonly _tag: "Looked"; readonly look: Look }
  /** A call failed in a way that may pass. `step` is the end of "while …". */
  | { readonly _tag: "Unavailable"; readonly step: string; readonly reason: string }
  | { readonly _tag: "Refused"; readonly step: string; readonly reason: string }
  | { readonly _tag: "Compared"; readonly comparison: Comparison }
  /** Elasticsearch took all templates and policies of the plan. */
  | { readonly _tag: "TemplatesPut" }

/** What is known of the stage, and what must be remembered to decide well. */
export interface RestoreWork {
  readonly restore: Restore
  readonly fact: RestoreFact
  /** When what the fact says was so at the latest. */
  readonly knownAt: number
  /** Since when calls fail without a break; `null` while they work. */
  readonly failingSince: number | null
  /** Tries since the last change for the better; drives the pace. */
  readonly tries: number
  /** The part that was asked for last, and when it was first looked for. */
  readonly part: number
  readonly partSince: number
  /** When the last restore request was sent whose answer is not known; `null` when there is none. It can still be carried out. */
  readonly lostSince: number | null
  /**
   * When the last DELETE was sent whose answer is not known; `null` when there is none. It goes by the name, and would take what is restored
   * under it.
   */
  readonly deleteLostSince: number | null
  /** What the stage ends with, once what it made is gone; `null` while it goes on. Of a drill alone. */
  readonly verdict: RestoreEnd | null
  /** How much has been recovered: a change is one for the better. */
  readonly recovered: number
}

const fresh = (restore: Restore, now: number): RestoreWork => ({
  restore,
  fact: { _tag: "Unknown" },
  knownAt: now,
  failingSince: null,
  tries: 0,
  part: 0,
  partSince: now,
  lostSince: null,
  deleteLostSince: null,
  verdict: null,
  recovered: 0
})

/** A restore that nobody has worked on. */
export const begin = fresh

/** One that another process may have worked on a moment ago. */
export const resume = (restore: Restore, now: number): RestoreWork => ({
  ...fresh(restore, now),
  lostSince: now
})

/** The stage it is at; `null` when the last one is over. */
export const stageOf = (restore: Restore): Stage | null =>
  stagesOf(restore.plan).find((x) => x === "restore" || !isDropped(restore, x)) ?? null

/** The journal's newer word on it. */
export const withRestore = (work: RestoreWork, restore: Restore): RestoreWork => ({ ...work, restore })

/** The journal holds an event that this owner wrote: the stage may be another one. */
export const recorded = (work: RestoreWork, restore: Restore): RestoreWork => ({
  ...work,
  restore,
  fact: { _tag: "Unknown" },
  verdict: stageOf(restore) === stageOf(work.restore) ? work.verdict : null
})

/** A part is about to be asked for. */
export const asking = (work: RestoreWork, part: number, now: number): RestoreWork => ({
  ...work,
  part,
  partSince: part === work.part ? work.partSince : now,
  lostSince: now
})

/** The request was answered, so that it is not carried out later. */
export const answered = (work: RestoreWork): RestoreWork => ({ ...work, lostSince: null })

/** A DELETE is about to be sent. */
export const deleting = (work: RestoreWork, now: number): RestoreWork => ({ ...work, deleteLostSince: now })

/** Whether a DELETE was out before, whose answer is not known. */
export const deleteAnswered = (work: RestoreWork, before: RestoreWork): RestoreWork => ({
  ...work,
  deleteLostSince: before.deleteLostSince
})

/** The stage is to end with this, as soon as what it made is gone. */
export const withVerdict = (work: RestoreWork, verdict: RestoreEnd): RestoreWork => ({ ...work, verdict })

const recoveredBytes = (look: Look): number =>
  [...look.shards.values()]
    .flat()
    .reduce(
      (sum, x) => sum + (x.recovered?.bytes ?? 0) + (x.state === "started" ? 1 : 0),
      look.made.size - look.doomed.size
    )

/** What is known after a new fact. `now`: when it was asked for. */
export const learn = (known: RestoreWork, fact: RestoreFact, now: number): RestoreWork => {
  const work = { ...known, fact, knownAt: now }
  switch (fact._tag) {
    case "Unavailable":
      return {
        ...work,
        failingSince: work.failingSince ?? now,
        tries: work.failingSince === null ? 1 : work.tries + 1
      }
    case "Looked": {
      const recovered = recoveredBytes(fact.look)
      const better = recovered !== work.recovered || work.failingSince !== null
      return { ...work, failingSince: null, recovered, tries: better ? 0 : work.tries + 1 }
    }
    case "Unknown":
    case "Refused":
    case "Compared":
    case "TemplatesPut":
      return { ...work, failingSince: null }
  }
}

/** Whether a restore request whose answer was lost can still be carried out. */
export const canStillCome = ({ lostSince, knownAt }: RestoreWork, settleMillis: number): boolean =>
  lostSince !== null && knownAt - lostSince < settleMillis

/** Whether what is restored now could still be taken by a DELETE whose answer was lost. */
export const canStillGo = ({ deleteLostSince, knownAt }: RestoreWork, settleMillis: number): boolean =>
  deleteLostSince !== null && knownAt - deleteLostSince < settleMillis
