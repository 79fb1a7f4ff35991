/** The whole behaviour of the terminal UI: from a model and a message to the next model and the tasks. Pure and exhaustive. */
import { Installation } from "@camunda-backup/core"
import type { Heights } from "../model/Heights.ts"
import type { Model } from "../model/Model.ts"
import type { Msg } from "../model/Msg.ts"
import { asked, answered } from "./requests.ts"
import { checked, created, done, planned, saved } from "./onAnswer.ts"
import { attempted, detailed } from "./onDetails.ts"
import { listed, paged } from "./onListed.ts"
import { onAction } from "./onAction.ts"
import { askMore } from "./askMore.ts"
import { keepInBounds } from "./keepInBounds.ts"
import { verified } from "./askVerified.ts"
import { cancelled, found, restorePlanned, resumed, started, told as restoreTold } from "./onRestores.ts"
import { stay, type Updated, toast } from "./Updated.ts"
import { scheduled, scheduleSet } from "./onSchedules.ts"
import { told } from "./told.ts"
import { tick } from "./tick.ts"
import { typed } from "./typing.ts"

/** A server that does not answer has not forgotten who asks. */
const known = (
  { installation: { identity } }: Model,
  installation: Installation.Installation
): Installation.Installation =>
  installation === Installation.unknown ? { ...installation, identity } : installation

const react = (model: Model, msg: Msg, heights: Heights): Updated => {
  switch (msg._tag) {
    case "Tick":
      return tick(model, msg.now)
    case "Resized":
      return stay({ ...model, size: { columns: msg.columns, rows: msg.rows } })
    case "Action":
      return onAction(model, msg.id, heights)
    case "Refused":
      return stay(toast(model, "warn", msg.reason))
    case "Typed":
      return stay(typed(model, msg.text))
    case "Listed":
      return listed(model, msg)
    case "Paged":
      return paged(model, msg)
    case "Told":
      return stay(told(model, msg.event))
    case "Detailed":
      return detailed(model, msg)
    case "Attempted":
      return stay(attempted(model, msg))
    case "Verified":
      return stay(verified(model, msg))
    case "Restores":
      return found(model, msg)
    case "RestoreStarted":
      return started(model, msg)
    case "RestorePlanned":
      return stay(restorePlanned(model, msg))
    case "RestoreCancelled":
      return stay(cancelled(model, msg))
    case "RestoreResumed":
      return resumed(model, msg)
    case "RestoreTold":
      return restoreTold(model, msg)
    case "Saved":
      return stay(saved(model, msg))
    case "Schedules":
      return stay(scheduled(model, msg))
    case "ScheduleSet":
      return stay(scheduleSet(model, msg))
    case "Checked":
      return stay(checked(model, msg.report))
    case "Installation":
      return stay({ ...model, installation: known(model, msg.installation) })
    case "Planned":
      return stay(planned(model, msg))
    case "Created":
      return created(model, msg.created)
    case "Done":
      return done(model, msg)
    case "Asked":
      return stay(asked(model, msg))
    case "Answered":
      return stay(answered(model, msg))
  }
}

export const update = (model: Model, msg: Msg, heights: Heights): Updated => {
  const [next, tasks] = react(model, msg, heights)
  const [asking, more] = askMore(keepInBounds(model, next, heights))
  return [asking, more.length === 0 ? tasks : [...tasks, ...more]]
}
