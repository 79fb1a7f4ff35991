import { Effect, Option } from "effect"
import type { End } from "../../domain/End.ts"
import type { Known, Part } from "./Part.ts"

/** The part is finished: continue with the next one. */
export const next = (_: Part, known: Known): Effect.Effect<Known> =>
  Effect.succeed({ ...known, end: Option.some({ _tag: "There" }) })

/** The attempt ends at this part. */
export const end = (_: Part, known: Known, action: { readonly how: End }): Effect.Effect<Known> =>
  Effect.succeed({ ...known, end: Option.some(action.how) })
