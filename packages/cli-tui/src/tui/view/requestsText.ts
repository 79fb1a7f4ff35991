/** The requests to the server, the newest first: when, how long it took, what was answered. */
import { Quantities } from "@camunda-backup/core"
import type { Model } from "../model/Model.ts"
import { fit, type Line, line, span } from "./Line.ts"
import { printable } from "../../text/printable.ts"
import { penOf } from "./Pen.ts"

export const requestsText = (model: Model, width: number): ReadonlyArray<Line> => {
  const { more } = penOf(model)
  return [
    fit(
      line(span(`Requests to ${model.options.server}, the last 500. Times are UTC.`, "muted")),
      width,
      more
    ),
    ...model.requests
      .map((x) =>
        fit(
          line(
            span(`${Quantities.utcTime(x.at)}  `, "muted"),
            (x.millis === null ? more : Quantities.took(x.millis)).padStart(7),
            `  ${x.what.padEnd(36)}  `,
            span(printable(x.millis === null ? "no answer yet" : x.answer), x.failed ? "bad" : "plain")
          ),
          width,
          more
        )
      )
      .toReversed()
  ]
}
