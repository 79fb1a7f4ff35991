import { Component } from "@camunda-backup/core"
import { asList, asRecord, canonicalJson, parseExactJson } from "./exactJson.ts"
import type { InstallationOptions } from "./InstallationOptions.ts"
import { inParallel } from "./inParallel.ts"
import { readDocuments } from "./readDocuments.ts"
import { expectOk } from "./request.ts"

export interface IndexContent {
  readonly status: "open" | "close"
  /** Flat, without what a restore rightly changes (uuid, times, versions). */
  readonly settings: Readonly<Record<string, string>>
  /** Canonical JSON. */
  readonly mappings: string
  /** Canonical JSON. */
  readonly aliases: string
  /** `_source` as text, by `_id`. */
  readonly documents: Readonly<Record<string, string>>
}

/** By concrete index name. Equal contents are deeply equal; `compareInstallations` says what differs. */
export type InstallationContent = Readonly<Record<string, IndexContent>>

const ofTheInstance =
  /^index\.(uuid|creation_date|provided_name|history\.|version\.|resize\.|verified_before_close)/

const flatten = (value: unknown, path: string): ReadonlyArray<readonly [string, string]> => {
  const entries = Object.entries(asRecord(value))
  return entries.length === 0
    ? [[path, typeof value === "string" ? value : JSON.stringify(value)]]
    : entries.flatMap(([key, member]) => flatten(member, path === "" ? key : `${path}.${key}`))
}

const settingsThatMatter = (settings: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(flatten(settings, "").filter(([key]) => !ofTheInstance.test(key)))

/** Names of the concrete indices and all that Elasticsearch tells of them. */
export const readIndices = async (
  url: string,
  { prefixes }: Pick<InstallationOptions, "prefixes"> = {}
): Promise<ReadonlyArray<readonly [string, unknown]>> => {
  const patterns = Component.all.map(
    (component) => `${encodeURIComponent(prefixes?.[component] ?? Component.defaultIndexPrefix(component))}-*`
  )
  const answer = await expectOk(url, "GET", `/${patterns.join(",")}?expand_wildcards=all`)
  return Object.entries(asRecord(parseExactJson(answer))).toSorted(([a], [b]) => (a < b ? -1 : 1))
}

/** Names of the indices that are closed. */
const readClosed = async (url: string): Promise<ReadonlySet<string>> => {
  const path = "/_cat/indices?format=json&expand_wildcards=all&h=index,status"
  const rows = asList(parseExactJson(await expectOk(url, "GET", path))).map(asRecord)
  return new Set(rows.filter(({ status }) => status === "close").map(({ index }) => String(index)))
}

/** A closed index is opened for it, and closed again: its documents count too. */
const whileOpen = async <A>(
  url: string,
  name: string,
  closed: boolean,
  read: () => Promise<A>
): Promise<A> => {
  const path = `/${encodeURIComponent(name)}`
  if (closed) await expectOk(url, "POST", `${path}/_open`)
  const found = await read()
  if (closed) await expectOk(url, "POST", `${path}/_close`)
  return found
}

/** Every index of the installation with every document, to be compared with another reading. Writes meanwhile are an error, not a guess. */
export const readInstallation = async (
  url: string,
  options: Pick<InstallationOptions, "prefixes"> = {}
): Promise<InstallationContent> => {
  const indices = await readIndices(url, options)
  const closed = await readClosed(url)
  const contents = await inParallel(indices, 6, async ([name, told]) => {
    const { settings, mappings, aliases } = asRecord(told)
    return [
      name,
      {
        status: closed.has(name) ? "close" : "open",
        settings: settingsThatMatter(settings),
        mappings: canonicalJson(mappings),
        aliases: canonicalJson(aliases),
        documents: await whileOpen(url, name, closed.has(name), async () => {
          await expectOk(url, "POST", `/${encodeURIComponent(name)}/_refresh`)
          return readDocuments(url, name)
        })
      }
    ] as const
  })
  return Object.fromEntries(contents)
}
