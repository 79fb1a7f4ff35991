/**
 * Environment variables with aliases. Every problem is collected and names its variables, so that an operator mends a configuration in one
 * go. Blank means unset.
 */
import { Option } from "effect"

export type Environment = Readonly<Record<string, string | undefined>>

/** A reader that remembers what was wrong. Pure: the environment is handed in. */
export interface Variables {
  readonly problems: ReadonlyArray<string>
  /** The text under any of the names. Two names with different values are a problem that names both. */
  readonly text: (...names: ReadonlyArray<string>) => Option.Option<string>
  /** The value `parse` reads from it; what it does not accept is a problem that says what is `expected`. */
  readonly parsed: <A>(
    names: ReadonlyArray<string>,
    expected: string,
    parse: (text: string) => Option.Option<A>
  ) => Option.Option<A>
  readonly problem: (text: string) => void
}

export const make = (environment: Environment): Variables => {
  const problems: Array<string> = []

  const present = (names: ReadonlyArray<string>) =>
    names.flatMap((name) => {
      const value = environment[name]?.trim() ?? ""
      return value === "" ? [] : [{ name, value }]
    })

  const text: Variables["text"] = (...names) => {
    const [first, ...others] = present(names)
    if (first === undefined) return Option.none()
    const other = others.find((x) => x.value !== first.value)
    if (other !== undefined)
      problems.push(`${first.name} and ${other.name} contradict each other. Set one of them, or both alike.`)
    return Option.some(first.value)
  }

  const parsed: Variables["parsed"] = (names, expected, parse) =>
    Option.flatMap(text(...names), (value) => {
      const result = parse(value)
      if (Option.isNone(result)) {
        const [found] = present(names)
        problems.push(`${found?.name}: expected ${expected}, found "${value}".`)
      }
      return result
    })

  return { problems, text, parsed, problem: (x) => void problems.push(x) }
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `500ms`, `30s`, `10m`, `2h`, `1d` in milliseconds; more than zero. */
export const duration = (text: string): Option.Option<number> => {
  const match = /^([0-9]+(?:\.[0-9]+)?)\s*(ms|s|m|h|d)$/.exec(text)
  const millis = Math.round(Number(match?.[1]) * (units[match?.[2] ?? ""] ?? Number.NaN))
  return millis > 0 ? Option.some(millis) : Option.none()
}

export const durationHint = "a time with its unit, such as 500ms, 30s, 10m or 2h"
