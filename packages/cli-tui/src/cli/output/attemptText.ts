import { AttemptDto, type Attempt } from "@camunda-backup/core"
import { printable } from "../../text/printable.ts"
import { moment } from "./cells.ts"

/** An attempt and everything that happened to it, one line per event, with the process that recorded it. */
export const attemptText = (attempt: Attempt.Attempt): string => {
  const { component } = attempt.plan
  const head = `${component} attempt ${attempt.id}, Camunda ${attempt.plan.version}, repository ${attempt.repository}\n`
  const asked = `  ${moment(attempt.askedAt)}  requested by ${printable(attempt.askedBy)}\n`
  const texts = AttemptDto.sentences(attempt.transitions)
  const lines = attempt.transitions.map(
    ({ at, by }, i) => `  ${moment(at)}  ${printable(texts[i] ?? "")} (${printable(by)})\n`
  )
  return head + asked + lines.join("")
}
