/** What an update returns: the next model, and the tasks to be done outside. */
import type { Task } from "../model/Task.ts"
import type { Model, Toast } from "../model/Model.ts"

export type Updated = readonly [Model, ReadonlyArray<Task>]

export const stay = (model: Model): Updated => [model, []]

const shownFor = 6000

/** Bad news stays until it is dismissed. */
export const toast = (model: Model, level: Toast["level"], text: string): Model => ({
  ...model,
  toast: { level, text, until: level === "bad" ? null : model.now + shownFor }
})
