/** Numbers that look random and are the same on every run and machine. */
export interface SeededRandom {
  /** From 0 to `below` - 1. */
  readonly integer: (below: number) => number
  readonly pick: <A>(values: readonly [A, ...ReadonlyArray<A>]) => A
  /** `length` characters of base 64: text that a snapshot cannot compress away. */
  readonly text: (length: number) => string
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

/** FNV-1a. */
const hash = (text: string): number => {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value >>> 0
}

/** Mulberry32, started from a text. */
export const seededRandom = (seed: string): SeededRandom => {
  let state = hash(seed)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), state | 1)
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61)
    return (value ^ (value >>> 14)) >>> 0
  }
  const integer = (below: number): number => next() % below
  return {
    integer,
    pick: (values) => values[integer(values.length)] ?? values[0],
    text: (length) => {
      let text = ""
      while (text.length < length) {
        const bits = next()
        for (let shift = 0; shift < 30; shift += 6) text += alphabet[(bits >>> shift) & 63] ?? ""
      }
      return text.slice(0, length)
    }
  }
}
