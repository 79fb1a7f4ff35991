import { Data } from "effect"

/** Another process has taken over: whoever held the lease must not write any more. */
export class Lost extends Data.TaggedError("Lost") {}

export const isLost = (error: { readonly _tag: string }): error is Lost => error._tag === "Lost"
