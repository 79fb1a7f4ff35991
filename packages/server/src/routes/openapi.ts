/** What is served, described for machines. Made on the first request: most servers are never asked for it. */
import { Router } from "express"
import { otherMethods } from "../http/frame.ts"
import { sendJson } from "../http/sendJson.ts"
import { sendWhenRead } from "../http/sendWhenRead.ts"

export const openapi = (version: string): Router => {
  let text: Promise<string> | undefined
  return Router({ strict: true, caseSensitive: true })
    .get("/openapi.json", (request, response, next) => {
      text ??= import("../openapi/description.ts").then((x) => x.description(version))
      sendWhenRead(response, text, next, (body) => sendJson(request, response, 200, body))
    })
    .all("/openapi.json", otherMethods("GET"))
}
