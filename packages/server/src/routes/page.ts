/** `GET /`: the state of the backups for a person with a browser. */
import { Result } from "effect"
import { type Request, Router } from "express"
import { otherMethodsOf } from "../http/frame.ts"
import { onlyKnown } from "../http/onlyKnown.ts"
import { refuse } from "../http/refuse.ts"
import { ParameterInvalid, type ParameterUnknown } from "../http/RequestError.ts"
import { sendText } from "../http/sendText.ts"
import { sendWhenRead } from "../http/sendWhenRead.ts"
import { headers } from "../page/policy.ts"
import { type Refresh, refreshes } from "../page/PageView.ts"
import type { StatusPage } from "../page/StatusPage.ts"

const decodeRefresh = ({
  query
}: Request): Result.Result<Refresh | null, ParameterInvalid | ParameterUnknown> =>
  Result.flatMap(onlyKnown(query, ["refresh"]), () => {
    const { refresh: received } = query
    if (received === undefined) return Result.succeed(null)
    return Result.fromNullishOr(
      refreshes.find((x) => x === received),
      () =>
        new ParameterInvalid({
          parameter: "refresh",
          received: typeof received === "string" ? received : JSON.stringify(received),
          expected: `one of ${refreshes.join(", ")} (seconds)`
        })
    )
  })

/** Its own errors are those of Camunda's paths, and pages for a browser. */
export const page = (text: StatusPage): Router =>
  Router({ strict: true, caseSensitive: true })
    .get("/", (request, response, next) => {
      const refresh = decodeRefresh(request)
      if (Result.isFailure(refresh)) {
        refuse(response, refresh.failure)
        return
      }
      sendWhenRead(response, text(refresh.success), next, (body) => {
        response.status(200).set(headers)
        if (refresh.success !== null) response.set("Refresh", refresh.success)
        sendText(response, "text/html; charset=utf-8", body)
      })
    })
    .all("/", otherMethodsOf(refuse)("GET"))
