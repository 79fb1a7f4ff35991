/** Matches of a search: whatever its case. */
import type { Model } from "./Model.ts"

export const isMatch = ({ search }: Model, text: string): boolean =>
  search !== "" && text.toLowerCase().includes(search.toLowerCase())
