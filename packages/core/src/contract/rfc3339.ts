/** Milliseconds since 1970 as RFC 3339 in UTC, as all of `/api/v1` writes times. */
export const rfc3339 = (millis: number): string => new Date(millis).toISOString()

export const rfc3339OrNull = (millis: number | null): string | null =>
  millis === null ? null : rfc3339(millis)

/** `NaN` when the text is no time. */
export const millisOf = (text: unknown): number => (typeof text === "string" ? Date.parse(text) : Number.NaN)
