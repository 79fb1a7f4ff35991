/** Asks what drills found, what is scheduled, and which installation it is: seldom, because neither changes often. */
import { Result } from "effect"
import { type Model, screenOf } from "../model/Model.ts"
import type { MsgOf } from "../model/Msg.ts"
import { stay, type Updated } from "./Updated.ts"

const everyMillis = 30_000

const checkEveryMillis = 300_000

/** While the overview is shown, which tells of it. */
const askCheck = (model: Model): Updated => {
  const { check, now } = model
  const isDue = check.report === null || now - check.report.at >= checkEveryMillis
  return screenOf(model) === "overview" && !check.running && isDue
    ? [{ ...model, check: { ...check, running: true } }, [{ _tag: "Check" }]]
    : stay(model)
}

export const askVerified = (before: Model): Updated => {
  const [model, checks] = askCheck(before)
  const [next, tasks] = askDrills(model)
  return [next, [...checks, ...tasks]]
}

const askDrills = (model: Model): Updated => {
  const { verified } = model
  if (model.restoresNotOffered !== null || verified.waiting.size > 0 || model.now < verified.nextAt)
    return stay(model)
  const { components } = model.options
  return [
    {
      ...model,
      verified: { ...verified, waiting: new Set(components), nextAt: model.now + everyMillis }
    },
    [
      ...components.map((component) => ({ _tag: "Verifications" as const, component })),
      { _tag: "Restores", components },
      { _tag: "Installation" },
      { _tag: "Schedules" }
    ]
  ]
}

/** Without the pause: something has just changed it. */
export const askVerifiedNow = (model: Model): Updated =>
  askVerified({ ...model, verified: { ...model.verified, waiting: new Set(), nextAt: model.now } })

export const verified = (model: Model, { answer, component }: MsgOf<"Verified">): Model => {
  const waiting = new Set([...model.verified.waiting].filter((x) => x !== component))
  const arrived: Model = { ...model, verified: { ...model.verified, waiting } }
  if (Result.isFailure(answer))
    return answer.failure._tag === "NotOffered"
      ? { ...arrived, restoresNotOffered: answer.failure.message }
      : arrived
  const of = new Map([...model.verified.of, [component, answer.success]])
  return { ...arrived, verified: { ...arrived.verified, of } }
}
