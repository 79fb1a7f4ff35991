/** Which server the emulator is: texts and statuses that differ between releases hang on it. */
export type Personality = "8.19" | "9.2" | "9.5"

interface Traits {
  readonly version: string
  readonly indexVersion: string
  readonly indexVersionId: number
  /** What stands before `repository:snapshot/uuid` in errors. */
  readonly projectPrefix: string
  readonly projectSuffix: string
  /** Status and type of a write to a read-only repository. */
  readonly readOnly: readonly [status: number, type: string]
  /** A `-name` before any wildcard: the name of an index, or an exclusion of nothing. */
  readonly leadingExclusion: "name" | "exclusion"
  readonly acceptsState: boolean
  readonly negativeOffset: "bare" | "validation"
  readonly compatibleWith: readonly [number, number]
  readonly resolvesMode: boolean
}

const readOnlyArgument = [400, "illegal_argument_exception"] as const

export const traitsOf: Readonly<Record<Personality, Traits>> = {
  "8.19": {
    version: "8.19.21",
    indexVersion: "8.19.9-8.19.21",
    indexVersionId: 8_537_000,
    projectPrefix: "",
    projectSuffix: "",
    readOnly: readOnlyArgument,
    leadingExclusion: "name",
    acceptsState: false,
    negativeOffset: "bare",
    compatibleWith: [8, 7],
    resolvesMode: false
  },
  "9.2": {
    version: "9.2.2",
    indexVersion: "9.2.2",
    indexVersionId: 9_039_002,
    projectPrefix: "default:",
    projectSuffix: " for project [default]",
    readOnly: [500, "repository_exception"],
    leadingExclusion: "name",
    acceptsState: true,
    negativeOffset: "bare",
    compatibleWith: [9, 8],
    resolvesMode: true
  },
  "9.5": {
    version: "9.5.3",
    indexVersion: "9.5.2-9.5.3",
    indexVersionId: 9_111_000,
    projectPrefix: "default:",
    projectSuffix: " for project [default]",
    readOnly: readOnlyArgument,
    leadingExclusion: "exclusion",
    acceptsState: true,
    negativeOffset: "validation",
    compatibleWith: [9, 8],
    resolvesMode: true
  }
}
