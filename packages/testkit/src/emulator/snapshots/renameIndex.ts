import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import { compileJavaPattern } from "./compileJavaPattern.ts"

export interface Rename {
  readonly pattern: RegExp
  readonly replacement: string
}

/** Both texts or no renaming. The pattern is Java's; what JavaScript reads alike is understood. */
export const parseRename = (
  pattern: string | undefined,
  replacement: string | undefined
): Rename | undefined => {
  if (pattern === undefined || replacement === undefined) return undefined
  return { pattern: compileJavaPattern(pattern), replacement }
}

export const renameIndex = (name: string, rename: Rename | undefined): string => {
  if (rename === undefined) return name
  let renamed = ""
  let end = 0
  for (const match of name.matchAll(rename.pattern)) {
    renamed += name.slice(end, match.index) + expand(rename.replacement, match)
    end = match.index + match[0].length
  }
  return renamed + name.slice(end)
}

/** Java's replacement text: `$1` and `${name}` are groups, a backslash takes the next character as it is. */
const expand = (replacement: string, match: RegExpExecArray): string => {
  let text = ""
  for (let at = 0; at < replacement.length; at++) {
    const character = replacement[at] ?? ""
    if (character === "\\") {
      if (++at === replacement.length) throw illegalArgument("character to be escaped is missing")
      text += replacement[at] ?? ""
    } else if (character === "$") {
      const reference = /^\$(?:(\d+)|\{([A-Za-z][A-Za-z0-9]*)\})/.exec(replacement.slice(at))
      if (reference === null) throw badReference(replacement.slice(at + 1))
      const [written, digits, name] = reference
      const [value, length] =
        digits === undefined ? [named(match, name ?? ""), written.length] : numbered(match, digits)
      text += value ?? ""
      at += length - 1
    } else text += character
  }
  return text
}

/** As many digits as there are groups for; the first digit must be one. */
const numbered = (match: RegExpExecArray, digits: string): readonly [string | undefined, number] => {
  let used = 1
  if (Number(digits[0]) >= match.length)
    throw new ElasticsearchError(500, "index_out_of_bounds_exception", `No group ${digits[0]}`)
  while (used < digits.length && Number(digits.slice(0, used + 1)) < match.length) used++
  return [match[Number(digits.slice(0, used))], used + 1]
}

const named = (match: RegExpExecArray, name: string): string | undefined => {
  if (match.groups === undefined || !Object.hasOwn(match.groups, name))
    throw illegalArgument(`No group with name {${name}}`)
  return match.groups[name]
}

const badReference = (rest: string): ElasticsearchError =>
  illegalArgument(rest === "" ? "Illegal group reference: group index is missing" : "Illegal group reference")
