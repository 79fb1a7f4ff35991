import { ControlError } from "./Control.ts"

/** A key that was not sent is undefined. */
type Body<K extends string> = Readonly<Record<K, unknown>>

const hasOnly = <K extends string>(body: object, keys: readonly K[]): body is Body<K> =>
  Object.keys(body).every((key) => keys.some((known) => known === key))

/** Reads bodies of `/_emulator`: a misspelt key is an error, not something ignored. */
export const ControlBody = {
  parse: <K extends string>(body: unknown, keys: readonly K[]): Body<K> => {
    const given = body ?? {}
    if (!isRecord(given)) throw new ControlError(400, "The body is to be a JSON object.")
    if (hasOnly(given, keys)) return given
    const unknown = Object.keys(given).filter((key) => !keys.some((known) => known === key))
    throw new ControlError(400, `Unknown: ${unknown.join(", ")}. Known: ${keys.join(", ")}.`)
  },
  text: (value: unknown, key: string): string => {
    if (typeof value === "string") return value
    throw new ControlError(400, `"${key}" is to be a text.`)
  },
  number: (value: unknown, key: string): number => {
    if (typeof value === "number" && value >= 0) return value
    throw new ControlError(400, `"${key}" is to be a number from 0 on.`)
  },
  flag: (value: unknown, key: string): boolean => {
    if (typeof value === "boolean") return value
    throw new ControlError(400, `"${key}" is to be true or false.`)
  },
  list: (value: unknown, key: string): readonly unknown[] => {
    if (Array.isArray(value)) return value
    throw new ControlError(400, `"${key}" is to be a list.`)
  },
  pattern: (value: unknown, key: string): RegExp => {
    try {
      return new RegExp(ControlBody.text(value, key), "s")
    } catch (error) {
      if (error instanceof ControlError) throw error
      throw new ControlError(400, `"${key}" is no regular expression: ${String(error)}`)
    }
  }
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
