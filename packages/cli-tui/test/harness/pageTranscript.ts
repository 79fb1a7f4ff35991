/** What a page of the docs tells to type, and what it shows in answer: each fenced block of `sh`, with the block of no language or of JSON right below it. */
import { readFileSync } from "node:fs"
import path from "node:path"

const root = path.resolve(import.meta.dirname, "../../../..")

export interface Told {
  /** The last one before it, of any level. */
  readonly heading: string
  readonly script: string
  /** `null`: nothing is shown. */
  readonly shown: string | null
}

interface Block {
  readonly heading: string
  readonly language: string
  readonly text: string
  /** Nothing but white space stands before it and after the block before. */
  readonly isNext: boolean
}

const fence = /^( *)```(\w*)\n([\s\S]*?)^\1```$|^#+ (.+)$/gm

const blocksOf = (page: string): ReadonlyArray<Block> => {
  const blocks: Array<Block> = []
  let heading = ""
  let end = 0
  for (const found of page.matchAll(fence)) {
    const [whole, indent = "", language = "", text = "", title] = found
    const isNext = page.slice(end, found.index).trim() === ""
    end = found.index + whole.length
    if (title !== undefined) heading = title
    else blocks.push({ heading, language, text: text.replaceAll(new RegExp(`^${indent}`, "gm"), ""), isNext })
  }
  return blocks
}

/** `name`: of the page, from the root of the repository. */
export const pageTranscript = (name: string): ReadonlyArray<Told> => {
  const blocks = blocksOf(readFileSync(path.join(root, name), "utf8"))
  return blocks.flatMap(({ heading, language, text }, i) => {
    const below = blocks[i + 1]
    const isAnswer = below?.isNext === true && (below.language === "" || below.language === "json")
    return language === "sh" ? [{ heading, script: text, shown: isAnswer ? below.text : null }] : []
  })
}

/** Without what differs each time: ids, times, sizes, counts. */
const timeless = (line: string): string =>
  line
    .replaceAll(/\b[0-9a-f]{32}\b/g, "ID")
    .replaceAll(/\b[0-9a-f]{64}\b/g, "HASH")
    .replaceAll(/\bcbk_[\w-]+/g, "TOKEN")
    .replaceAll(/[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+(Z|[+][0-9]{4})?/g, "TIME")
    .replaceAll(/[0-9.]+ [KMGT]?i?B\b/g, "SIZE")
    .replaceAll(/\b[0-9.]+(ms|s|m|h|d)\b/g, "DURATION")
    .replaceAll(/[0-9]+/g, "N")
    .replaceAll(/ +/g, " ")
    .trim()

const plain = (json: string): string =>
  json.trimStart().startsWith("{") ? JSON.stringify(JSON.parse(json), null, 2) : json

/** What of the shown lines is not in the answer, in their order; a line `…` stands for any number of lines. Empty: all is there. */
export const missingFrom = (answer: string, shown: string): ReadonlyArray<string> => {
  const lines = plain(answer).split("\n").map(timeless)
  const missing: Array<string> = []
  let at = 0
  let isGap = true
  for (const line of plain(shown).trimEnd().split("\n")) {
    if (line.trim() === "…") {
      isGap = true
      continue
    }
    const found = lines.indexOf(timeless(line), at)
    if (found === -1 || (!isGap && found !== at)) missing.push(line)
    else at = found + 1
    isGap = false
  }
  return missing
}

/** The JSON that a page shows below each heading. */
export const shownJson = (name: string): ReadonlyMap<string, unknown> =>
  new Map(
    blocksOf(readFileSync(path.join(root, name), "utf8")).flatMap(({ heading, language, text }) =>
      language === "json" ? [[heading, JSON.parse(text) as unknown]] : []
    )
  )

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The keys that one of both has and the other has not, as far as both have values there; of lists the first is looked at. A key `…` stands for those that are not shown. */
export const otherKeys = (shown: unknown, answer: unknown, at = ""): ReadonlyArray<string> => {
  if (Array.isArray(shown) && Array.isArray(answer)) return otherKeys(shown[0], answer[0], `${at}[]`)
  if (!isObject(shown) || !isObject(answer)) return []
  const isWhole = !("…" in shown)
  return [
    ...Object.keys(shown).flatMap((x) =>
      x === "…" || x in answer ? [] : [`${at}.${x} is shown, and not there`]
    ),
    ...Object.keys(answer).flatMap((x) =>
      x in shown
        ? otherKeys(shown[x], answer[x], `${at}.${x}`)
        : isWhole
          ? [`${at}.${x} is there, and not shown`]
          : []
    )
  ]
}
