import { asList, asRecord, type JsonRecord, parseExactJson } from "./exactJson.ts"
import { expectOk } from "./request.ts"

const pageSize = 200

interface Page {
  readonly hits: ReadonlyArray<JsonRecord>
  readonly total: number
  readonly pit: string
}

const search = async (url: string, path: string, body: JsonRecord): Promise<Page> => {
  const query = { size: pageSize, track_total_hits: true, query: { match_all: {} }, ...body }
  const answer = asRecord(parseExactJson(await expectOk(url, "POST", path, JSON.stringify(query))))
  const hits = asRecord(answer["hits"])
  return {
    hits: asList(hits["hits"]).map(asRecord),
    total: Number(JSON.stringify(asRecord(hits["total"])["value"])),
    pit: String(answer["pit_id"])
  }
}

const source = (hit: JsonRecord): readonly [string, string] => [
  String(hit["_id"]),
  JSON.stringify(hit["_source"])
]

/** Point in time: pages that neither miss nor repeat a document. */
const readByPages = async (url: string, index: string): Promise<ReadonlyArray<readonly [string, string]>> => {
  const opened = await expectOk(url, "POST", `/${encodeURIComponent(index)}/_pit?keep_alive=1m`)
  let id = String(asRecord(parseExactJson(opened))["id"])
  const documents: Array<readonly [string, string]> = []
  let after: JsonRecord = {}
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- each page begins after the last one
    const page = await search(url, "/_search", {
      pit: { id, keep_alive: "1m" },
      sort: ["_shard_doc"],
      ...after
    })
    id = page.pit
    documents.push(...page.hits.map(source))
    const last = page.hits.at(-1)
    if (last === undefined || page.hits.length < pageSize) break
    after = { search_after: last["sort"] }
  }
  await expectOk(url, "DELETE", "/_pit", JSON.stringify({ id }))
  return documents
}

/** `_source` text of every document of an index by id, numbers as they are stored. A small index is one plain search, which an emulator has too. */
export const readDocuments = async (
  url: string,
  index: string
): Promise<Readonly<Record<string, string>>> => {
  const first = await search(url, `/${encodeURIComponent(index)}/_search`, { sort: ["_doc"] })
  const whole = first.total <= first.hits.length
  const documents = whole ? first.hits.map(source) : await readByPages(url, index)
  if (documents.length !== first.total) {
    throw new Error(
      `${index} changed while it was read: ${documents.length} documents instead of ${first.total}.`
    )
  }
  return Object.fromEntries(documents)
}
