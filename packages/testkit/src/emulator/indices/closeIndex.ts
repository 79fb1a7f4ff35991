import type { Index } from "./Index.ts"
import { mergeSettings } from "./indexSettings.ts"

const verified = "index.verified_before_close"

export const closeIndex = (index: Index): void => {
  if (!index.open) return
  index.open = false
  index.reopened = true
  index.settings = mergeSettings(index.settings, [[verified, "true"]])
  index.documents.nextTerm()
}

export const openIndex = (index: Index): void => {
  if (index.open) return
  index.open = true
  index.reopened = true
  index.settings = mergeSettings(index.settings, [[verified, undefined]])
  index.documents.nextTerm()
}
