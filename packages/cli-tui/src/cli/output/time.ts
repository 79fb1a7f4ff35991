/** `2025-06-03 07:55:15Z`; `-` when it is not known. */
export const shortTime = (millis: number | null): string =>
  millis === null ? "-" : `${new Date(millis).toISOString().slice(0, 19).replace("T", " ")}Z`

/** RFC 3339. */
export const fullTime = (millis: number | null): string | null =>
  millis === null ? null : new Date(millis).toISOString()
