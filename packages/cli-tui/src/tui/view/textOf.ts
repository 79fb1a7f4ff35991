/** The screens that are text to be scrolled, as a whole. */
import { type Model, screenOf } from "../model/Model.ts"
import { detailParts, type DetailPart } from "../model/detailParts.ts"
import type { Snapshot } from "@camunda-backup/core"
import { attemptsText } from "./attemptsText.ts"
import { checkText } from "./checkText.ts"
import { helpText } from "./helpText.ts"
import { overviewText } from "./overviewText.ts"
import { labelled, type Line, line, span } from "./Line.ts"
import { partText } from "./partText.ts"
import { requestsText } from "./requestsText.ts"
import { schedulesText } from "./schedulesText.ts"

interface Failure {
  readonly of: DetailPart
  readonly failure: Snapshot.ShardFailure
}

export const failuresOf = (model: Model): ReadonlyArray<Failure> =>
  detailParts(model).flatMap((of) => of.part.failures.map((failure) => ({ of, failure })))

const failuresText = (model: Model, width: number): ReadonlyArray<Line> => {
  const all = failuresOf(model)
  if (all.length === 0) return [line(span("No shards failed.", "muted"))]
  return all.flatMap(({ failure, of }) => [
    line(
      span(`${of.component} part ${of.part.part}`, "title"),
      `  index ${failure.index}  shard ${failure.shard}  node ${failure.node ?? "unknown"}  ${failure.status ?? ""}`
    ),
    ...labelled("  ", "plain", failure.reason, width, "bad")
  ])
}

export const textOf = (model: Model, width: number): ReadonlyArray<Line> => {
  switch (screenOf(model)) {
    case "check":
      return checkText(model, width)
    case "requests":
      return requestsText(model, width)
    case "schedules":
      return schedulesText(model, width)
    case "help":
      return helpText(model, width)
    case "part":
      return partText(model, width)
    case "detail":
      return model.detail.tab === "failures" ? failuresText(model, width) : attemptsText(model, width)
    case "overview":
      return overviewText(model, width)
    case "list":
      return []
  }
}
