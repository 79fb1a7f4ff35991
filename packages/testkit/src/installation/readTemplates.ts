import { asList, asRecord, canonicalJson, parseExactJson } from "./exactJson.ts"
import { expectOk } from "./request.ts"

/** Canonical JSON of every template, by `index template <name>` and `component template <name>`. */
export type TemplateContent = Readonly<Record<string, string>>

const kinds = [
  { kind: "index", list: "index_templates", body: "index_template" },
  { kind: "component", list: "component_templates", body: "component_template" }
] as const

/** When a template was made is the server's own. */
const ofTheInstance = new Set([
  "created_date",
  "created_date_millis",
  "modified_date",
  "modified_date_millis"
])

/** All index and component templates whose names begin with one of these, to be compared with another reading. */
export const readTemplates = async (
  url: string,
  beginnings: ReadonlyArray<string> = [""]
): Promise<TemplateContent> => {
  const found = await Promise.all(
    kinds.map(async ({ kind, list, body }) => {
      const answer = asRecord(parseExactJson(await expectOk(url, "GET", `/_${body}`)))
      return asList(answer[list])
        .map(asRecord)
        .filter(({ name }) => beginnings.some((beginning) => String(name).startsWith(beginning)))
        .map((one) => {
          const members = Object.entries(asRecord(one[body])).filter(([key]) => !ofTheInstance.has(key))
          return [
            `${kind} template ${String(one["name"])}`,
            canonicalJson(Object.fromEntries(members))
          ] as const
        })
    })
  )
  return Object.fromEntries(found.flat())
}
