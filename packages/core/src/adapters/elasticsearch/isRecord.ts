/** True for an object of an answer, also for an array: what may be looked into by key. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null
