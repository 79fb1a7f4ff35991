import type { SubstituteAction } from "./FaultRule.ts"
import type { WireAnswer } from "./Wire.ts"

/** Where a redirect of a fault leads to. */
export const errorPagePath = "/_emulator/error-page"

const statusTexts: Readonly<Record<number, string>> = {
  200: "OK",
  403: "Forbidden",
  404: "Not Found",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Temporarily Unavailable",
  504: "Gateway Time-out"
}

/** A page as a proxy shows when it cannot reach what is behind it. */
export const errorPage = (status: number): WireAnswer => {
  const title = `${status} ${statusTexts[status] ?? "Error"}`
  return {
    status,
    headers: { "content-type": "text/html", server: "proxy" },
    body: `<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center><hr>proxy</body></html>\r\n`
  }
}

/** What is answered in place of Elasticsearch. */
export const substituteAnswer = (action: SubstituteAction): WireAnswer => {
  if ("html" in action) return errorPage(action.html)
  if ("redirect" in action)
    return {
      ...errorPage(302),
      headers: { location: `${errorPagePath}?status=${action.redirect}`, server: "proxy" }
    }
  if ("retryAfter" in action) return json(429, rejected, { "retry-after": String(action.retryAfter) })
  const { status, body, headers } = action.respond
  return json(status, body, headers)
}

const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): WireAnswer => ({
  status,
  headers: { "x-elastic-product": "Elasticsearch", "content-type": "application/json", ...headers },
  body: typeof body === "string" ? body : JSON.stringify(body)
})

const full = {
  type: "es_rejected_execution_exception",
  reason: "rejected execution of coordinating operation"
}
const rejected = { error: { root_cause: [full], ...full }, status: 429 }
