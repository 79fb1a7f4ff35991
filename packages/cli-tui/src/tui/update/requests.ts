/** The requests that were made, the last to be answered last. The same request with the same outcome is one entry with a count. */
import type { Model, Request } from "../model/Model.ts"
import type { MsgOf } from "../model/Msg.ts"

const kept = 500

export const asked = (model: Model, { at, isRepeatable, number, what }: MsgOf<"Asked">): Model => ({
  ...model,
  requests: [
    ...model.requests.slice(1 - kept),
    {
      number,
      at,
      what,
      isRepeatable,
      times: 1,
      millis: null,
      status: null,
      size: "",
      answer: "",
      failed: false
    }
  ]
})

const isAlike = (a: Request, b: Request): boolean =>
  a.isRepeatable &&
  a.millis !== null &&
  a.what === b.what &&
  a.status === b.status &&
  a.failed === b.failed &&
  (!a.failed || a.answer === b.answer)

export const answered = (model: Model, msg: MsgOf<"Answered">): Model => {
  const { answer, failed, millis, number, size, status } = msg
  const begun = model.requests.find((x) => x.number === number)
  if (begun === undefined) return model
  const ended: Request = { ...begun, millis, status, size, answer, failed }
  const before = model.requests.find((x) => x.number !== number && isAlike(x, ended))
  const others = model.requests.filter((x) => x !== begun && x !== before)
  return { ...model, requests: [...others, { ...ended, times: (before?.times ?? 0) + 1 }] }
}
