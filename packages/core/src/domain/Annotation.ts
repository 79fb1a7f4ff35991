/**
 * What a person says about a backup: a description and labels. It changes nothing about how the backup is taken.
 *
 * It is kept in the metadata of every snapshot, so that it outlives the journal. Another writer may put anything there: what is not in this form
 * is ignored.
 */
import { Option, Result } from "effect"
import type { Snapshot } from "./Snapshot.ts"

/** Description and labels of a backup. */
export interface Annotation {
  /** `null`: there is none. Never empty. */
  readonly description: string | null
  /** In the order of their keys. */
  readonly labels: Readonly<Record<string, string>>
}

/** Nothing was said. */
export const none: Annotation = { description: null, labels: {} }

/** How many labels a backup can have. */
export const maxLabels = 16

/** Which keys of labels there can be, in words. */
export const keyRule =
  "a letter or digit, then up to 62 letters, digits, dots, underscores, slashes and hyphens"

/** Which texts there can be, in words. */
export const textRule = "no control characters and no half of a surrogate pair"

const key = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,62}$/
const maxValue = 63

/** Whether a text can be the key of a label. */
export const isKey = (text: string): boolean => key.test(text)

/** Whether a text can be a description, or a part of one. */
export const isText = (text: string): boolean => !/\p{Cc}/u.test(text) && text.isWellFormed()

/** Whether a text can be the value of a label. */
export const isValue = (text: string): boolean => isText(text) && text.length <= maxValue

/** Whether nothing was said. */
export const isNone = ({ description, labels }: Annotation): boolean =>
  description === null && Object.keys(labels).length === 0

type Label = readonly [key: string, value: string]

const sorted = (labels: ReadonlyArray<Label>): Annotation["labels"] =>
  Object.fromEntries(labels.toSorted(([a], [b]) => (a < b ? -1 : 1)))

const wrongOf = ([name, value]: Label): string | null => {
  if (!isKey(name)) return `[${name}] is not a label key: ${keyRule}.`
  if (!isText(value)) return `The value of label ${name} must have ${textRule}.`
  if (value.length > maxValue)
    return `The value of label ${name} has ${value.length} characters; ${maxValue} are allowed.`
  return null
}

/** The annotation, or what is wrong with it in a sentence. A blank description is none. */
export const make = (
  description: string,
  labels: ReadonlyArray<Label>
): Result.Result<Annotation, string> => {
  const said = description.trim()
  if (!isText(said)) return Result.fail(`The description must have ${textRule}.`)
  for (const label of labels) {
    const wrong = wrongOf(label)
    if (wrong !== null) return Result.fail(wrong)
  }
  const names = labels.map(([name]) => name)
  const twice = names.find((x, i) => names.indexOf(x) !== i)
  if (twice !== undefined) return Result.fail(`Label ${twice} is given twice.`)
  if (labels.length > maxLabels)
    return Result.fail(`There are ${labels.length} labels; a backup can have ${maxLabels}.`)
  return Result.succeed({ description: said === "" ? null : said, labels: sorted(labels) })
}

/** `key=value`; the value may have further `=`. `none`: there is no `=`. */
export const parseLabel = (text: string): Option.Option<Label> => {
  const at = text.indexOf("=")
  return at < 0 ? Option.none() : Option.some([text.slice(0, at), text.slice(at + 1)])
}

/** `key=value`, in the order of their keys. */
export const formatLabels = ({ labels }: Annotation): ReadonlyArray<string> =>
  Object.entries(labels).map(([name, value]) => `${name}=${value}`)

/** In one line: the description, then the labels; `""` for none. */
export const describe = (annotation: Annotation): string => {
  const labels = formatLabels(annotation)
  return [annotation.description ?? "", labels.length === 0 ? "" : `[${labels.join(", ")}]`].join(" ").trim()
}

/** From the metadata of a snapshot. What is not in the form of `make` is ignored; `undefined`: nothing is left. */
export const read = (description: unknown, labels: unknown): Annotation | undefined => {
  const said = typeof description === "string" && isText(description) ? description.trim() : ""
  const isRecord = typeof labels === "object" && labels !== null && !Array.isArray(labels)
  const entries = isRecord ? Object.entries(labels) : []
  const sound = entries.flatMap(([name, value]): ReadonlyArray<Label> =>
    isKey(name) && typeof value === "string" && isValue(value) ? [[name, value]] : []
  )
  return said === "" && sound.length === 0
    ? undefined
    : { description: said === "" ? null : said, labels: sorted(sound) }
}

/**
 * What the snapshots of a backup say. If they say different things (a part of another writer), the first part that says anything is believed, whole:
 * mixing them would show a backup that nobody described.
 */
export const ofSnapshots = (
  snapshots: ReadonlyArray<Pick<Snapshot, "part" | "annotation">>
): Annotation | undefined => {
  let first: Pick<Snapshot, "part" | "annotation"> | undefined
  for (const x of snapshots)
    if (x.annotation !== undefined && (first === undefined || x.part < first.part)) first = x
  return first?.annotation
}

/** A label that is looked for: a key, and a value unless any will do. */
export interface LabelFilter {
  readonly key: string
  /** `null`: any. */
  readonly value: string | null
}

/** `key=value` or `key`; `none`: the key is none that a label can have. */
export const parseFilter = (text: string): Option.Option<LabelFilter> => {
  const [name, value] = Option.getOrElse(parseLabel(text), () => [text, null] as const)
  return isKey(name) ? Option.some({ key: name, value }) : Option.none()
}

/** As `parseFilter` reads it. */
export const formatFilter = ({ key: name, value }: LabelFilter): string =>
  value === null ? name : `${name}=${value}`

/** Whether it has all of the labels. */
export const matches = ({ labels }: Annotation, filters: ReadonlyArray<LabelFilter>): boolean =>
  filters.every(
    ({ key: name, value }) => Object.hasOwn(labels, name) && (value === null || labels[name] === value)
  )

/** Whether the description or a label contains a text, in whatever case. */
export const contains = (annotation: Annotation, text: string): boolean => {
  const wanted = text.toLowerCase()
  return [annotation.description ?? "", ...formatLabels(annotation)].some((x) =>
    x.toLowerCase().includes(wanted)
  )
}
