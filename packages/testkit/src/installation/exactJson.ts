/** JSON that keeps every number as it is written: int64 keys above 2^53 would be rounded, and `1.10` would become `1.1`. */

interface RawJsonFunctions {
  readonly parse: (
    text: string,
    reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown
  ) => unknown
  readonly rawJSON: (text: string) => object
}

/** Standard functions that are newer than the library's type declarations. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as said
const json = JSON as unknown as RawJsonFunctions

/** Numbers become opaque objects that `JSON.stringify` writes as they were read. */
export const parseExactJson = (text: string): unknown =>
  json.parse(text, (_, value, { source }) =>
    typeof value === "number" && source !== undefined ? json.rawJSON(source) : value
  )

export type JsonRecord = Readonly<Record<string, unknown>>

export const asRecord = (value: unknown): JsonRecord =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an object of parsed JSON that is no array
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonRecord) : {}

export const asList = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

/** Text that is equal for equal JSON, whatever the order of keys. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, it: unknown) =>
    typeof it === "object" && it !== null && Object.getPrototypeOf(it) === Object.prototype
      ? Object.fromEntries(Object.entries(it).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : it
  )
