/** The requests to the server, the newest first: when, how often, how long the last took, what came back; what went wrong below it. */
import { Quantities } from "@camunda-backup/core"
import type { Model, Request } from "../model/Model.ts"
import { cell, fit, labelled, type Line, line, span } from "./Line.ts"
import { printable } from "../../text/printable.ts"
import { type Pen, penOf } from "./Pen.ts"

const timesOf = ({ times }: Request, pen: Pen): string =>
  times === 1 ? "" : `${pen.isAscii ? "x" : "×"}${times}`

const outcomeOf = (x: Request, pen: Pen): string =>
  x.millis === null ? pen.more : (x.status?.toString() ?? (x.failed ? "fail" : ""))

const linesOf = (x: Request, width: number, pen: Pen): ReadonlyArray<Line> => {
  const outcome = outcomeOf(x, pen)
  const took = x.millis === null ? "" : Quantities.took(x.millis)
  const words = printable(x.millis === null ? "" : x.answer)
  return [
    fit(
      line(
        span(`${Quantities.utcTime(x.at)} `, "muted"),
        span(cell(timesOf(x, pen), 6, pen.more, "right"), "muted"),
        ` ${took.padStart(7)}  `,
        span(outcome === "" ? "" : `${outcome.padEnd(4)} `, x.failed ? "bad" : "plain"),
        outcome === "" ? "" : `${x.size.padStart(9)}  `,
        span(printable(x.what)),
        x.failed || words === "" ? "" : span(`  ${words}`, "muted")
      ),
      width,
      pen.more
    ),
    ...(x.failed ? labelled(" ".repeat(9), "plain", words, width, "bad") : [])
  ]
}

export const requestsText = (model: Model, width: number): ReadonlyArray<Line> => {
  const pen = penOf(model)
  return [
    fit(
      line(
        span(`To ${printable(model.options.server)}, the last 500; the same again is counted. UTC.`, "muted")
      ),
      width,
      pen.more
    ),
    ...model.requests.toReversed().flatMap((x) => linesOf(x, width, pen))
  ]
}
