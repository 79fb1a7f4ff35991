import { Data } from "effect"

/** Another process has taken over: the previous holder of the lease must no longer write. */
export class Lost extends Data.TaggedError("Lost") {}

export const isLost = (error: { readonly _tag: string }): error is Lost => error._tag === "Lost"
