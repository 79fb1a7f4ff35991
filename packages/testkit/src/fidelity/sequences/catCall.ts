import type { SeededRandom } from "../../installation/seededRandom.ts"
import type { Call } from "../Call.ts"
import { indexExpression, indexName } from "./names.ts"

/** Tables, as data and as text, in an order of their own. */
export const catCall = (random: SeededRandom): Call => {
  const where = random.pick(["", `/${indexExpression(random)}`])
  const format = random.pick(["format=json", "format=json", "v", "format=yaml"])
  switch (random.integer(7)) {
    case 0:
      return ["GET", `/_cat/aliases?${format}&s=alias,index`]
    case 1:
      return ["GET", `/_cat/shards${where}?${format}&s=index,shard,prirep&h=index,shard,prirep,state,docs`]
    case 2:
      return ["GET", `/_cat/count${where}?${format}&h=count`, undefined, { anyBlocked: true }]
    case 3:
      return ["GET", `/_cat/health?${format}&ts=false`]
    case 4:
      return [
        "GET",
        `/_cat/recovery/${indexName(random)}?${format}&s=shard&h=index,shard,type,stage,repository,snapshot`
      ]
    case 5:
      return ["GET", `/_cat/templates${random.pick(["", "/t1", "/t*"])}?${format}&s=name`]
    default:
      return ["GET", `/_cat/indices${where}?${format}&s=index&h=health,status,index,pri,rep,docs.count`]
  }
}
