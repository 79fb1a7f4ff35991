/**
 * Environment variables with aliases. Every problem is collected and names its variables, so that an operator can fix a configuration in one
 * go. Blank means unset.
 */
import { Option, Result } from "effect"
import { type Bounds, expectedTime, timeWithin } from "./times.ts"

export * from "./times.ts"

/** Environment variables, e.g. `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

/** A reader that collects problems. Pure: the environment is passed in. */
export interface Variables {
  readonly problems: ReadonlyArray<string>
  /** What was ignored, and why: to be reported once. */
  readonly notes: ReadonlyArray<string>
  /** The text under any of the names. Different values under two names are a problem that names both. */
  readonly text: (...names: ReadonlyArray<string>) => Option.Option<string>
  /** The value that `parse` reads from it; anything else is a problem that says what is `expected`. */
  readonly parsed: <A>(
    names: ReadonlyArray<string>,
    expected: string,
    parse: (text: string) => Option.Option<A>
  ) => Option.Option<A>
  /** The same for a value that may hold a secret: the reason says what is wrong without repeating it. */
  readonly checked: <A>(
    names: ReadonlyArray<string>,
    check: (text: string) => Result.Result<A, string>
  ) => Option.Option<A>
  /** A time within its bounds, in milliseconds. */
  readonly time: (names: ReadonlyArray<string>, bounds: Bounds) => Option.Option<number>
  readonly problem: (text: string) => void
}

/**
 * Kubernetes puts the address of every Service into the pods beside it: one called `camunda-backup` becomes
 * `CAMUNDA_BACKUP_PORT=tcp://10.96.0.1:9600`. Nobody sets a port like that.
 */
export const isServiceLink = (name: string, value: string): boolean =>
  name.endsWith("_PORT") && /^(tcp|udp|sctp):\/\/\S+:[0-9]+$/.test(value.trim())

const ignoredLink = (name: string): string =>
  `${name} is ignored: it holds the address of a Kubernetes Service, not a port. Set enableServiceLinks: false in the pod, or give the Service another name.`

/** A reader of these variables. */
export const make = (environment: Environment): Variables => {
  const problems: Array<string> = []
  const links = new Set<string>()

  const present = (names: ReadonlyArray<string>) =>
    names.flatMap((name) => {
      const value = environment[name]?.trim() ?? ""
      if (value === "") return []
      if (!isServiceLink(name, value)) return [{ name, value }]
      links.add(name)
      return []
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

  const checked: Variables["checked"] = (names, check) =>
    Option.flatMap(text(...names), (value) => {
      const result = check(value)
      if (Result.isFailure(result)) problems.push(`${present(names)[0]?.name}: ${result.failure}`)
      return Result.getSuccess(result)
    })

  return {
    problems,
    get notes() {
      return [...links].map(ignoredLink)
    },
    text,
    parsed,
    checked,
    time: (names, bounds) => parsed(names, expectedTime(bounds), timeWithin(bounds)),
    problem: (x) => void problems.push(x)
  }
}
