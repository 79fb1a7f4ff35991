/** The list of requests that were made, the newest last. */
import type { Model } from "../model/Model.ts"
import type { Msg } from "../model/Msg.ts"

const kept = 500

type Of<Tag extends Msg["_tag"]> = Extract<Msg, { readonly _tag: Tag }>

export const asked = (model: Model, { at, number, what }: Of<"Asked">): Model => ({
  ...model,
  requests: [...model.requests.slice(1 - kept), { number, at, what, millis: null, answer: "", failed: false }]
})

export const answered = (model: Model, { answer, failed, millis, number }: Of<"Answered">): Model => ({
  ...model,
  requests: model.requests.map((x) => (x.number === number ? { ...x, millis, answer, failed } : x))
})
