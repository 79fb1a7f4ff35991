/** What is served, described for machines. Made on the first request: most servers are never asked for it. */
import { Router } from "express"
import { otherMethods } from "../http/frame.ts"
import { jsonType } from "../http/mediaTypes.ts"
import { sendProblem } from "../http/problem.ts"
import { NotAcceptable } from "../http/RequestError.ts"
import { sendText } from "../http/sendText.ts"

export const openapi = (version: string): Router => {
  let text: Promise<string> | undefined
  return Router({ strict: true, caseSensitive: true })
    .get("/openapi.json", (request, response, next) => {
      const mediaType = jsonType(request, response)
      if (mediaType === null) {
        sendProblem(response, new NotAcceptable(), "other")
        return
      }
      text ??= import("../openapi/description.ts").then((x) => x.description(version))
      text.then((body) => sendText(response, mediaType, body), next)
    })
    .all("/openapi.json", otherMethods("GET"))
}
