/**
 * Tells from an answer whether Elasticsearch gave it. The official client looks only at 2xx, follows no redirect and takes one for a success;
 * but a 404 of whatever stands in front of Elasticsearch must not be read as "there is no such snapshot".
 */
import type { Impostor } from "../../domain/BackupError.ts"

export interface Answer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: unknown
}

/** Not named as the client's own errors are: it hands on what it does not know as it is. */
export class NotElasticsearch extends Error {
  override readonly name = "NotElasticsearch"
  readonly impostor: typeof Impostor.Type
  readonly status: number
  constructor(impostor: typeof Impostor.Type, status: number) {
    super(`${impostor.kind} (${status})`)
    this.impostor = impostor
    this.status = status
  }
}

/** Of Elasticsearch and what stands before it alike: that nobody is let in, and that it cannot be reached now. Elasticsearch's 403 has no header. */
const anybodys = new Set([401, 403, 408, 413, 429, 502, 503, 504])

/** Where a redirect leads to, less what was asked there: the address to set. Without credentials and query. */
export const redirectTarget = (asked: URL, path: string, location: unknown): string | null => {
  const url = typeof location === "string" ? URL.parse(location, new URL(path, asked)) : null
  if (url === null) return null
  const [pathname = ""] = path.split("?")
  const base = url.pathname.endsWith(pathname) ? url.pathname.slice(0, -pathname.length) : url.pathname
  return `${url.protocol}//${url.host}${base.replace(/\/$/, "")}`
}

const isOpenSearch = (body: unknown): boolean => typeof body === "string" && /opensearch/i.test(body)

/** `null`: Elasticsearch answered, or somebody who says no more than that it cannot be reached. */
export const notElasticsearch = (asked: URL, path: string, answer: Answer): NotElasticsearch | null => {
  const { body, headers, statusCode } = answer
  if (statusCode >= 300 && statusCode < 400)
    return new NotElasticsearch(
      { kind: "redirect", location: redirectTarget(asked, path, headers["location"]) },
      statusCode
    )
  if (headers["x-elastic-product"] === "Elasticsearch" || anybodys.has(statusCode)) return null
  const isPage = String(headers["content-type"]).includes("html")
  const kind = isPage ? "web page" : isOpenSearch(body) ? "OpenSearch" : "another service"
  return new NotElasticsearch({ kind, location: null }, statusCode)
}
