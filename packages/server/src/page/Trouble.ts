/** One thing that needs somebody. */
export interface Trouble {
  /** `warn`: backups can be taken and restored all the same. */
  readonly level: "bad" | "warn"
  readonly what: string
  /** A sentence for each component, or one. */
  readonly reasons: ReadonlyArray<string>
  readonly next: string | null
  /** What to type for it. */
  readonly command: string | null
}

export const trouble = (
  level: Trouble["level"],
  what: string,
  more: Partial<Omit<Trouble, "level" | "what">> = {}
): Trouble => ({ level, what, reasons: [], next: null, command: null, ...more })
