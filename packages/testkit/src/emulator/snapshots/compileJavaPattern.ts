import { ElasticsearchError } from "../ElasticsearchError.ts"

/** A pattern of Java's as one of JavaScript's; throws what Java says of one that it cannot read. */
export const compileJavaPattern = (pattern: string): RegExp => {
  const repetition = /(?<!\\)\{(?!\d)/.exec(pattern)
  if (repetition !== null) {
    const end = repetition.index + 1
    throw badPattern(pattern, "Illegal repetition", end)
  }
  try {
    return new RegExp(pattern, "g")
  } catch (error) {
    const message = error instanceof Error ? error.message : ""
    const fault = faults.find(({ says }) => message.includes(says))
    throw badPattern(pattern, fault?.text(pattern) ?? "Illegal pattern", fault?.at(pattern) ?? pattern.length)
  }
}

interface PatternFault {
  readonly says: string
  readonly text: (pattern: string) => string
  readonly at: (pattern: string) => number
}

const dangling = (pattern: string): number => Math.max(0, pattern.search(/[*+?]/))

const faults: readonly PatternFault[] = [
  { says: "Unterminated group", text: () => "Unclosed group", at: (pattern) => pattern.length },
  {
    says: "Unmatched ')'",
    text: () => "Unmatched closing ')'",
    at: (pattern) => Math.max(0, pattern.indexOf(")") - 1)
  },
  {
    says: "Unterminated character class",
    text: () => "Unclosed character class",
    at: (pattern) => pattern.length - 1
  },
  {
    says: "Nothing to repeat",
    text: (pattern) => `Dangling meta character '${pattern[dangling(pattern)]}'`,
    at: dangling
  }
]

/** The place is pointed at where it is inside the pattern. */
const badPattern = (pattern: string, fault: string, at: number): ElasticsearchError => {
  const pointer = at < pattern.length ? `\n${" ".repeat(at)}^` : ""
  return new ElasticsearchError(
    400,
    "pattern_syntax_exception",
    `${fault} near index ${at}\n${pattern}${pointer}`
  )
}
