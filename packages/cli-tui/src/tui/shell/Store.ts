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

export const makeStore = (
  first: Model,
  heights: Heights,
  run: (task: Task, send: Store["send"]) => void
): Store => {
  let model = first
  const listeners = new Set<() => void>()
  const send = (msg: Msg): void => {
    const [next, tasks] = update(model, msg, heights)
    const isChanged = next !== model
    model = next
    if (isChanged) for (const listener of listeners) listener()
    for (const task of tasks) run(task, send)
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
