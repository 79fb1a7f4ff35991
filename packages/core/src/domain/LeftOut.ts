import * as Quantities from "./Quantities.ts"

/** An index under the prefix of a component that is in no part of its backups. */
export interface LeftOut {
  readonly index: string
  /** How many documents it holds; `null`: not known. */
  readonly documents: number | null
}

/** What to do about such indices: take the backup and report them, or refuse it. */
export const policies = ["report", "refuse"] as const

/** One of `policies`. */
export type Policy = (typeof policies)[number]

/** `operate-event-8.2.0_ (12 documents)` */
export const describe = ({ documents, index }: LeftOut): string =>
  documents === null ? index : `${index} (${Quantities.count(documents, "document")})`

/** All of them, separated by commas. */
export const describeAll = (indices: ReadonlyArray<LeftOut>): string => indices.map(describe).join(", ")
