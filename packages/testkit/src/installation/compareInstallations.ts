import type { TemplateContent } from "./readTemplates.ts"
import type { IndexContent, InstallationContent } from "./readInstallation.ts"

const named = 5

const quote = (text: string | undefined): string =>
  text === undefined ? "nothing" : text.length > 200 ? `${text.slice(0, 200)}…` : text

type Texts = Readonly<Record<string, string>>

const compareTexts = (what: string, before: Texts, after: Texts): ReadonlyArray<string> =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
    const [was, is] = [before[key], after[key]]
    if (was === is) return []
    if (is === undefined) return [`${what} ${key} is missing`]
    if (was === undefined) return [`${what} ${key} is new`]
    return [`${what} ${key} was ${quote(was)} and is ${quote(is)}`]
  })

const shorten = (differences: ReadonlyArray<string>): ReadonlyArray<string> =>
  differences.length <= named
    ? differences
    : [...differences.slice(0, named), `${differences.length - named} more documents differ`]

const compareIndices = (name: string, before: IndexContent, after: IndexContent): ReadonlyArray<string> =>
  [
    ...compareTexts("setting", before.settings, after.settings),
    ...compareTexts(
      "its",
      { status: before.status, mappings: before.mappings, aliases: before.aliases },
      { status: after.status, mappings: after.mappings, aliases: after.aliases }
    ),
    ...shorten(compareTexts("document", before.documents, after.documents))
  ].map((difference) => `${name}: ${difference}`)

/** Templates that are not as they were, in words; empty when all are. */
export const compareTemplates = (before: TemplateContent, after: TemplateContent): ReadonlyArray<string> =>
  compareTexts("the", before, after)

/** What is not as it was, in words; empty when everything is. */
export const compareInstallations = (
  before: InstallationContent,
  after: InstallationContent
): ReadonlyArray<string> =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted().flatMap((name) => {
    const [was, is] = [before[name], after[name]]
    if (was === undefined) return [`${name} is new`]
    if (is === undefined) {
      return [`${name} is missing, with ${Object.keys(was.documents).length} documents`]
    }
    return compareIndices(name, was, is)
  })
