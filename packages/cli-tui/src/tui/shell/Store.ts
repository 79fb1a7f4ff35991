/** Holds the model, and brings messages and tasks to each other. Knows neither the terminal nor the server. */
import type { Task } from "../model/Task.ts"
import type { Heights } from "../model/Heights.ts"
import type { Model } from "../model/Model.ts"
import type { Msg } from "../model/Msg.ts"
import { update } from "../update/update.ts"

export interface Store {
  readonly get: () => Model
  readonly send: (msg: Msg) => void
  /** Reports every change; returns how to unsubscribe. */
  readonly subscribe: (listener: () => void) => () => void
}

/** What a person does is seen at once; answers that arrive together are drawn together. */
const isAtOnce: ReadonlySet<Msg["_tag"]> = new Set(["Action", "Refused", "Typed", "Resized"])

export const makeStore = (
  first: Model,
  heights: Heights,
  run: (task: Task, send: Store["send"]) => void
): Store => {
  let model = first
  let reported = first
  let isScheduled = false
  const listeners = new Set<() => void>()
  const report = (): void => {
    isScheduled = false
    if (model === reported) return
    reported = model
    for (const listener of listeners) listener()
  }
  const send = (msg: Msg): void => {
    const [next, tasks] = update(model, msg, heights)
    model = next
    // Before it is drawn: a frame may say that something was done, such as that a text was copied.
    for (const task of tasks) run(task, send)
    if (isAtOnce.has(msg._tag)) report()
    else if (!isScheduled && model !== reported) {
      isScheduled = true
      setImmediate(report)
    }
  }
  return {
    get: () => model,
    send,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    }
  }
}
