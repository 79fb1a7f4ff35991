import { rfc3339 } from "../domain/Quantities.ts"

/** Milliseconds since 1970 as RFC 3339 in UTC, as all of `/api/v1` writes times; `null` stays. */
export const rfc3339OrNull = (millis: number | null): string | null =>
  millis === null ? null : rfc3339(millis)

/** `NaN` when the text is not a time. */
export const millisOf = (text: unknown): number => (typeof text === "string" ? Date.parse(text) : Number.NaN)
