import { Effect, Random } from "effect"

/** 128 random bits in hexadecimal: 32 characters. */
export const newId: Effect.Effect<string> = Effect.map(
  Effect.all(Array.from({ length: 4 }, () => Random.nextIntBetween(0, 2 ** 32 - 1))),
  (words) => words.map((word) => word.toString(16).padStart(8, "0")).join("")
)
