import type { Control } from "./Control.ts"
import { ControlBody } from "./ControlBody.ts"
import type { RequestLog } from "./RequestLog.ts"

/** The log of requests over HTTP, filtered by `method`, `path` and `pathPattern`. */
export const requestControls = (requests: RequestLog): readonly Control[] => [
  {
    method: "GET",
    path: "/_emulator/requests",
    handle: ({ query }) => {
      const method = query.get("method")?.toUpperCase()
      const path = query.get("path")
      const text = query.get("pathPattern")
      const pattern = text === undefined ? undefined : ControlBody.pattern(text, "pathPattern")
      const found = requests.matching(
        (request) =>
          (method === undefined || request.method === method) &&
          (path === undefined || request.path === path) &&
          (pattern === undefined || pattern.test(request.path))
      )
      return {
        status: 200,
        json: { requests: found.map((request) => ({ ...request, query: Object.fromEntries(request.query) })) }
      }
    }
  },
  {
    method: "DELETE",
    path: "/_emulator/requests",
    handle: () => {
      requests.clear()
      return { status: 200, json: {} }
    }
  }
]
