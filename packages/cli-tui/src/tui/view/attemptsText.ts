/** Every attempt to take a backup: who requested it, what happened since, and why it ended. */
import { Attempt, type Component, End, Quantities } from "@camunda-backup/core"
import { Option } from "effect"
import { factsKey, type Model } from "../model/Model.ts"
import { labelled, type Line, line, span } from "./Line.ts"

const describe = ({ event }: Attempt.Transition): string => {
  switch (event._tag) {
    case "TakenOver":
      return "Another process took over."
    case "PartRetried":
      return `${event.snapshot} ended ${event.state} and is taken again.`
    case "StopAsked":
      return `Stop requested: ${event.reason}`
    case "Ended":
      return `Ended. ${End.describe(event.how)}`
    case "Resumed":
      return `Resumed: ${event.reason}`
  }
}

const attemptLines = (
  attempt: Attempt.Attempt,
  component: Component.Component,
  width: number
): ReadonlyArray<Line> => {
  const isOpen = Option.isNone(Attempt.ended(attempt))
  return [
    line(
      span(`${component} `, "title"),
      `${Quantities.utc(attempt.askedAt)} UTC  ${Quantities.count(attempt.plan.parts.length, "part")} of ${attempt.plan.version}  `,
      span(isOpen ? "open" : "ended", isOpen ? "running" : "muted"),
      span(`  ${attempt.id}`, "muted")
    ),
    ...labelled("  by        ", "muted", attempt.askedBy, width),
    ...attempt.transitions.flatMap((x) =>
      labelled(`  ${Quantities.utcTime(x.at)}  `, "muted", `${describe(x)} (${x.by})`, width)
    )
  ]
}

export const attemptsText = (model: Model, width: number): ReadonlyArray<Line> => {
  if (model.notOffered !== null)
    return labelled("! ", "warn", `Not available here. ${model.notOffered}`, width)
  return model.options.components.flatMap((component): ReadonlyArray<Line> => {
    const found = model.attempts.get(factsKey(component, model.detail.key ?? ""))
    if (found === undefined) return []
    if ("_tag" in found) return labelled(`${component} `, "title", found.message, width, "bad")
    return found.length === 0
      ? [
          line(
            span(`${component} `, "title"),
            span("no attempt is known: another program made it, or its record is gone", "muted")
          )
        ]
      : found.toReversed().flatMap((x) => attemptLines(x, component, width))
  })
}
