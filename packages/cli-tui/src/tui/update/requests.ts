/** The list of requests that were made, the newest last. */
import type { Model } from "../model/Model.ts"
import type { MsgOf } from "../model/Msg.ts"

const kept = 500

export const asked = (model: Model, { at, number, what }: MsgOf<"Asked">): Model => ({
  ...model,
  requests: [...model.requests.slice(1 - kept), { number, at, what, millis: null, answer: "", failed: false }]
})

export const answered = (model: Model, { answer, failed, millis, number }: MsgOf<"Answered">): Model => ({
  ...model,
  requests: model.requests.map((x) => (x.number === number ? { ...x, millis, answer, failed } : x))
})
