/**
 * Tells whether an answer comes from Elasticsearch. The official client checks only 2xx, does not follow redirects and takes one for a success;
 * but a 404 of a server in front of Elasticsearch must not be taken for "there is no such snapshot".
 */
import type { Impostor } from "../../domain/BackupError.ts"

export interface Answer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: unknown
}

/** Not a class of the client's own errors: it passes on unknown ones unchanged. */
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

/** Sent by Elasticsearch and by servers in front of it alike: access denied, or temporarily unreachable. Elasticsearch's 403 has no header. */
const anybodys = new Set([401, 403, 408, 413, 429, 502, 503, 504])

/** The address to configure instead, by a redirect: its target without the path of the request, credentials and query. */
export const redirectTarget = (asked: URL, path: string, location: unknown): string | null => {
  const url = typeof location === "string" ? URL.parse(location, new URL(path, asked)) : null
  if (url === null) return null
  const [pathname = ""] = path.split("?")
  const base = url.pathname.endsWith(pathname) ? url.pathname.slice(0, -pathname.length) : url.pathname
  return `${url.protocol}//${url.host}${base.replace(/\/$/, "")}`
}

const isOpenSearch = (body: unknown): boolean => typeof body === "string" && /opensearch/i.test(body)

/** `null`: Elasticsearch answered, or a server that only says that it cannot be reached. */
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
