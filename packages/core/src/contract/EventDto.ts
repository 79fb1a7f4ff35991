/** Events in `/api/v1`: a type for programs, and its fields. */
import { Schema } from "effect"
import type { Event } from "../domain/Attempt.ts"
import type { FeedEvent, What } from "../domain/restore/FeedEvent.ts"
import * as BackupState from "../domain/BackupState.ts"
import * as RestoreEnd from "../domain/restore/RestoreEnd.ts"
import * as Snapshot from "../domain/Snapshot.ts"
import * as AttemptDto from "./AttemptDto.ts"
import * as AttemptJson from "./AttemptJson.ts"
import { decoder, encoder } from "./body.ts"
import { RestoreIdText } from "./RestorePlanDto.ts"
import { ComponentName, Id, Time } from "./scalars.ts"

const transitionTypes = {
  TakenOver: "attempt-taken-over",
  PartRetried: "part-retried",
  StopAsked: "attempt-stop-asked",
  Ended: "attempt-ended",
  Resumed: "attempt-resumed"
} as const satisfies Record<Event["_tag"], string>

const restore = { restore: RestoreIdText, target: Schema.Literals(["InPlace", "Into", "Drill"]) }

const where = { component: ComponentName, backupId: Id, at: Time }

const event = <const Types extends ReadonlyArray<string>, const Fields extends Schema.Struct.Fields>(
  types: Types,
  fields: Fields
) => Schema.Struct({ type: Schema.Literals(types), ...fields, ...where })

const State = Schema.NullOr(Schema.Literals(BackupState.all))

/** Something that happened to one backup, or to a restore or drill of it. */
export const Body = Schema.Union([
  event(["backup-changed"], { before: State, state: State, reason: Schema.NullOr(Schema.String) }),
  event(["part-started"], { part: Schema.Int, snapshot: Schema.String }),
  event(["part-finished"], {
    part: Schema.Int,
    snapshot: Schema.String,
    state: Schema.Literals(Snapshot.states)
  }),
  event(["attempt-started"], { attempt: Schema.String, askedBy: Schema.String }),
  event(Object.values(transitionTypes), {
    attempt: Schema.String,
    by: Schema.String,
    how: Schema.NullOr(Schema.Literals(AttemptJson.endTags)),
    text: Schema.String
  }),
  event(["deletion-finished"], {}),
  event(["restore-started"], { ...restore, askedBy: Schema.String }),
  event(["restore-deletes-begun", "restore-templates-put", "restore-resumed"], {
    ...restore,
    by: Schema.String
  }),
  event(["restore-compared"], {
    ...restore,
    by: Schema.String,
    stage: Schema.Literals(["drill", "restore"]),
    differences: Schema.Int
  }),
  event(["restore-ended"], {
    ...restore,
    by: Schema.String,
    how: Schema.Literals(RestoreEnd.endTags),
    reason: Schema.NullOr(Schema.String)
  })
]).annotate({ identifier: "Event" })

type RestoreWhat = Extract<What, { readonly _tag: "RestoreStarted" | "RestoreChanged" }>

const whichOf = ({ restore, target }: RestoreWhat) => ({ restore, target })

const restoreFieldsOf = ({ event }: Extract<RestoreWhat, { readonly _tag: "RestoreChanged" }>) => {
  switch (event._tag) {
    case "DeletesBegun":
      return { type: "restore-deletes-begun" } as const
    case "TemplatesPut":
      return { type: "restore-templates-put" } as const
    case "Resumed":
      return { type: "restore-resumed" } as const
    case "Compared": {
      const { comparison, stage } = event
      return { type: "restore-compared", stage, differences: comparison.differences.length } as const
    }
    case "Ended": {
      const reason = event.how._tag === "Completed" ? null : RestoreEnd.describe(event.how)
      return { type: "restore-ended", how: event.how._tag, reason } as const
    }
  }
}

const fieldsOf = (what: What) => {
  switch (what._tag) {
    case "BackupChanged": {
      const { before, reason, state } = what
      return { type: "backup-changed", before, state, reason } as const
    }
    case "PartStarted":
      return { type: "part-started", part: what.part, snapshot: what.snapshot } as const
    case "PartFinished":
      return { type: "part-finished", part: what.part, snapshot: what.snapshot, state: what.state } as const
    case "AttemptStarted":
      return { type: "attempt-started", attempt: what.attempt, askedBy: what.askedBy } as const
    case "AttemptChanged": {
      const { by, event } = what.transition
      return {
        type: transitionTypes[event._tag],
        attempt: what.attempt,
        by,
        how: event._tag === "Ended" ? event.how._tag : null,
        text: AttemptDto.sentence(event)
      } as const
    }
    case "DeletionFinished":
      return { type: "deletion-finished" } as const
    case "RestoreStarted":
      return { type: "restore-started", ...whichOf(what), askedBy: what.askedBy } as const
    case "RestoreChanged":
      return { ...restoreFieldsOf(what), ...whichOf(what), by: what.by }
  }
}

const encodeBody = encoder(Body)

/** The JSON of an event. */
export const encode = ({ at, backupId, component, what }: FeedEvent): typeof Body.Encoded =>
  encodeBody({ ...fieldsOf(what), component, backupId, at })

/** The event, or what is wrong with the JSON. */
export const decode = decoder(Body)
