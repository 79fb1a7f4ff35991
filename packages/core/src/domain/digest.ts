/** Digests of values: equal values have equal digests, whatever the order of their keys. */
import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"

/** JSON with the keys of every object in order; bigints as digits. */
export const canonical = (value: unknown): string => {
  if (typeof value === "bigint") return value.toString()
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null"
  const entries = Object.entries(value)
    .filter(([, x]) => x !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, x]) => `${JSON.stringify(key)}:${canonical(x)}`).join()}}`
}

/** SHA-256 of the canonical JSON, in hexadecimal. */
export const digest = (value: unknown): string => bytesToHex(sha256(utf8ToBytes(canonical(value))))
