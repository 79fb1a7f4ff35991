import { type SeededRandom, seededRandom } from "./seededRandom.ts"

/** A field of an index: how it is mapped, and the JSON text of a value. */
export interface InstallationField {
  readonly name: string
  readonly mapping: { readonly type: string } & Readonly<Record<string, unknown>>
  readonly value: (random: SeededRandom, position: number) => string
}

type Field = Omit<InstallationField, "name">

const keyword = { type: "keyword" }
const long = { type: "long" }

/** Keys of Zeebe are int64 with the partition in their upper bits; a double cannot hold these, so they are written as text. */
const int64Key = (random: SeededRandom, position: number): string =>
  position === 0 ? "9223372036854775807" : `92233720368547${String(random.integer(75_000)).padStart(5, "0")}`

const instant = (random: SeededRandom): string =>
  JSON.stringify(new Date(Date.UTC(2024, 0, 1) + random.integer(86_400_000)).toISOString())

const words = [
  "order",
  "Prüfung",
  "支払い",
  "оплата",
  "παραγγελία",
  "🚀 launch",
  'say "yes"',
  "tab\tnew\nline",
  ""
] as const
const text = (random: SeededRandom): string =>
  JSON.stringify(Array.from({ length: 1 + random.integer(6) }, () => random.pick(words)).join(" "))

const base: Readonly<Record<string, Field>> = {
  id: { mapping: keyword, value: (_, position) => JSON.stringify(`id-${position}`) },
  key: { mapping: long, value: int64Key },
  partitionId: { mapping: { type: "integer" }, value: (random) => String(1 + random.integer(3)) },
  name: { mapping: { type: "text" }, value: text },
  active: { mapping: { type: "boolean" }, value: (random) => random.pick(["true", "false"]) },
  creationTime: { mapping: { type: "date" }, value: instant },
  tenantId: { mapping: keyword, value: () => JSON.stringify("<default>") }
}

const nestedVariable = (random: SeededRandom): string =>
  `{"name":${text(random)},"value":${random.pick(["null", '"1"', "[]"])},"scopeKey":${int64Key(random, 1)}}`

const list = (random: SeededRandom, most: number, item: (random: SeededRandom) => string): string =>
  `[${Array.from({ length: random.integer(most + 1) }, () => item(random)).join(",")}]`

/** Every index has some of these, chosen by its name. */
const varied: Readonly<Record<string, Field>> = {
  state: {
    mapping: keyword,
    value: (random) => random.pick(['"ACTIVE"', '"COMPLETED"', '"CANCELED"', "null"])
  },
  endDate: {
    mapping: { type: "date" },
    value: (random) => (random.integer(2) === 0 ? "null" : instant(random))
  },
  amount: { mapping: { type: "double" }, value: (random) => random.pick(["1.10", "-0.0", "6.02e23", "12"]) },
  tags: { mapping: keyword, value: (random) => list(random, 3, text) },
  positions: {
    mapping: long,
    value: (random) => list(random, 3, (it) => list(it, 3, (of) => int64Key(of, 1)))
  },
  variables: {
    mapping: {
      type: "nested",
      dynamic: "strict",
      properties: {
        name: keyword,
        value: { type: "keyword", ignore_above: 8191 },
        scopeKey: long
      }
    },
    value: (random) => list(random, 3, nestedVariable)
  },
  metadata: {
    mapping: { type: "object", enabled: false },
    value: (random) => `{"a":{"b":[${int64Key(random, 1)},null,{}]},"c":${text(random)}}`
  }
}

const named = (fields: Readonly<Record<string, Field>>): ReadonlyArray<InstallationField> =>
  Object.entries(fields).map(([name, { mapping, value }]) => ({ name, mapping, value }))

/** The fields of an index (dated ones: those of their main index). */
export const installationFields = (main: string, payloadBytes: number): ReadonlyArray<InstallationField> => {
  const random = seededRandom(main)
  const payload: Readonly<Record<string, Field>> =
    payloadBytes === 0
      ? {}
      : {
          // Stored only: an indexed keyword may not be longer than 32766 bytes.
          payload: {
            mapping: { type: "keyword", index: false, doc_values: false },
            value: (it) => JSON.stringify(it.text(payloadBytes))
          }
        }
  return [...named(base), ...named(varied).filter(() => random.integer(3) > 0), ...named(payload)]
}
