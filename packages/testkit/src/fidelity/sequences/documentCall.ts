import type { SeededRandom } from "../../installation/seededRandom.ts"
import type { Call } from "../Call.ts"
import { aliasName, chance, indexExpression, indexName } from "./names.ts"

/** Every write is refreshed at once: when an unrefreshed one is found is a matter of time. */
export const documentCall = (random: SeededRandom): Call => {
  const name = chance(random, 85) ? indexName(random) : aliasName(random)
  const id = random.integer(5)
  const condition = chance(random, 25)
    ? `&if_seq_no=${random.integer(4)}&if_primary_term=${1 + random.integer(2)}`
    : ""
  switch (random.integer(15)) {
    case 0:
    case 1:
      return ["PUT", `/${name}/_doc/${id}?refresh=true${condition}`, { n: random.integer(100), t: "w" }]
    case 2:
      return ["PUT", `/${name}/_create/${id}?refresh=true`, { n: random.integer(100) }]
    case 3:
      return ["DELETE", `/${name}/_doc/${id}?refresh=true${condition}`]
    case 4:
      return ["POST", `/${name}/_update/${id}?refresh=true${condition}`, updateBody(random)]
    case 5:
      return bulk(random, name)
    case 6:
      return ["GET", `/${name}/_doc/${id}`]
    case 7:
      return ["POST", `/${indexExpression(random)}/_count`, undefined, { anyBlocked: true }]
    case 8:
      return [
        "POST",
        `/${name}/_search?seq_no_primary_term=true&version=true`,
        { sort: [{ n: { order: random.pick(["asc", "desc"]), unmapped_type: "long" } }], size: 3 },
        { anyOrder: ["hits"] }
      ]
    case 9:
      return ["POST", `/${name}/_mget`, { ids: [String(id), "1"] }]
    case 10:
      return ["PUT", `/${name}/_doc/${id}?refresh=true`, random.pick(misfits)]
    case 11:
      return [
        "PUT",
        `/${name}/_doc/${id}?refresh=true&${random.pick(["op_type=create", `version=${random.integer(6)}&version_type=external`, `version=${random.integer(6)}&version_type=external_gte`, "require_alias=true"])}`,
        { n: random.integer(100) }
      ]
    case 12:
      return [
        "POST",
        `/${name}/_search`,
        {
          sort: [{ n: { order: "asc", unmapped_type: "long" } }],
          size: 2,
          search_after: [random.integer(60)]
        },
        { anyOrder: ["hits"] }
      ]
    case 13:
      return [
        "GET",
        `/${name}/_doc/${id}?${random.pick(["_source=n", "_source_excludes=t", "version=1", "_source=false"])}`
      ]
    default:
      return ["POST", `/${indexExpression(random)}/_refresh`]
  }
}

/** Documents that not every mapping takes. */
const misfits: readonly [object, ...object[]] = [
  { n: "many" },
  { n: 1.5 },
  { n: { more: 1 } },
  { n: true },
  { t: { deep: 1 } },
  { t: "2020-01-01" },
  { t: 5 },
  { m: 7 },
  { m: { deep: "x" } },
  { m: { other: 1 } },
  { "m.deep": 3 },
  { fresh: "x" },
  { fresh: 1 },
  { n: [1, "2"] },
  { n: null, t: null },
  { "": 1 }
]

const updateBody = (random: SeededRandom): object =>
  chance(random, 50)
    ? { doc: { n: random.integer(3) }, doc_as_upsert: chance(random, 50) }
    : { doc: { m: { deep: random.integer(3) } }, upsert: { n: 0 } }

const bulk = (random: SeededRandom, name: string): Call => {
  const lines = Array.from({ length: 1 + random.integer(3) }, () => {
    const target = { _id: String(random.integer(5)) }
    switch (random.integer(4)) {
      case 0:
        return [{ create: target }, { n: 1 }]
      case 1:
        return [{ delete: target }]
      case 2:
        return [{ update: target }, { doc: { n: 2 } }]
      default:
        return [{ index: target }, { n: random.integer(9) }]
    }
  })
  const text = lines.flat().map((line) => `${JSON.stringify(line)}\n`)
  return ["POST", `/${name}/_bulk?refresh=true`, text.join("")]
}
