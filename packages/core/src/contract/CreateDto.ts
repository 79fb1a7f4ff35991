/** A create in `/api/v1`: the request, and what became of it for each component. */
import { Option, Result, Schema } from "effect"
import type { CreateGroupError } from "../domain/BackupError.ts"
import * as Annotation from "../domain/Annotation.ts"
import type { BackupId } from "../domain/BackupId.ts"
import * as Component from "../domain/Component.ts"
import type { Created } from "../domain/CreateOutcome.ts"
import type { ServerRefused } from "../domain/TransportError.ts"
import { body, type Decoded, decoder, encoder, strictDecoder } from "./body.ts"
import { said } from "./AttemptJson.ts"
import { isCreateGroupError } from "./ErrorDto.ts"
import { locationOf } from "./location.ts"
import * as ProblemDto from "./ProblemDto.ts"
import { ComponentName, Id, Name } from "./scalars.ts"

/** Which backups to take. */
export interface CreateRequest {
  /** In the order of `Component.all`. */
  readonly components: ReadonlyArray<Component.Component>
  /** `none`: the server chooses one. */
  readonly backupId: Option.Option<BackupId>
  /** Whether some of the components are backed up when others are refused. */
  readonly partial: boolean
  readonly annotation: Annotation.Annotation
}

const LabelsJson = Schema.Record(Schema.String, Schema.String)

const RequestJson = Schema.Struct({
  components: Schema.optionalKey(
    Schema.Array(ComponentName).check(Schema.isNonEmpty(), Schema.isUnique<Component.Component>())
  ),
  backupId: Schema.optionalKey(Schema.NullOr(Id)),
  partial: Schema.optionalKey(
    Schema.Boolean.annotate({
      description:
        "false: when one of the components is refused, none is backed up. true, or left out: each is answered for itself."
    })
  ),
  description: Schema.optionalKey(
    Schema.NullOr(Schema.String).annotate({
      description:
        "What the backup is for. Kept, with the labels, in the metadata of its snapshots, which has 1024 bytes."
    })
  ),
  labels: Schema.optionalKey(
    LabelsJson.annotate({
      description: `At most ${Annotation.maxLabels}. A key is ${Annotation.keyRule}; a value has up to 63 characters.`
    })
  )
}).annotate({ identifier: "CreateRequest" })

/** The keys of a request. */
export const requestKeys: ReadonlyArray<string> = Object.keys(RequestJson.fields)

/** The request of a create: all components, and an id that the server chooses, unless given. */
export const Request = body<CreateRequest>()(RequestJson, {
  decode: ({ backupId, components, description, labels = {}, partial = true }) =>
    Result.gen(function* () {
      // A list is an object, too, and an empty one would be taken for no labels.
      if (Array.isArray(labels)) return yield* Result.fail("labels must be an object of texts")
      return {
        components: Component.all.filter((x) => components?.includes(x) ?? true),
        backupId: Option.fromNullishOr(backupId),
        partial,
        annotation: yield* Annotation.make(description ?? "", Object.entries(labels))
      }
    }),
  encode: ({ annotation, backupId, components, partial }) => ({
    components,
    ...(Option.isSome(backupId) ? { backupId: backupId.value } : {}),
    ...(partial || components.length === 1 ? {} : { partial }),
    ...said(annotation)
  })
})

/** What became of a create. */
export const Body = Schema.Struct({
  backupId: Id,
  backups: Schema.Array(
    Schema.Struct({
      component: ComponentName,
      accepted: Schema.Boolean,
      location: Schema.NullOr(Schema.String),
      scheduledSnapshots: Schema.Array(Name),
      problem: Schema.NullOr(ProblemDto.Body)
    })
  )
}).annotate({ identifier: "Created" })

/** Additional members of the problem when a create was refused for every component: what became of each. */
export const refusalMembers = {
  backupId: Schema.optionalKey(Body.fields.backupId),
  backups: Schema.optionalKey(Body.fields.backups)
}

/** The JSON of a request. */
export const encodeRequest = encoder(Request)
const decodeObject = strictDecoder(Request)

/** A record is made of a list, too, and of an empty one that would be no labels. */
const hasListOfLabels = (json: unknown): boolean =>
  typeof json === "object" && json !== null && "labels" in json && Array.isArray(json.labels)

/** The request, or what is wrong with the JSON, and where. An unknown key is refused: it may be a misspelt one. */
export const decodeRequest = (json: unknown): ReturnType<typeof decodeObject> =>
  hasListOfLabels(json)
    ? Result.fail({ where: Option.some("labels"), message: "labels must be an object of texts" })
    : decodeObject(json)

const encodeBody = encoder(Body)
const decodeBody = decoder(Body)

/** The JSON of what became of a create. `problemOf` makes the problem of a refusal. */
export const encode = (
  { backupId, outcomes }: Created,
  problemOf: (error: CreateGroupError) => ProblemDto.Problem
): typeof Body.Encoded =>
  encodeBody({
    backupId,
    backups: outcomes.map(({ component, result }) => ({
      component,
      accepted: Result.isSuccess(result),
      location: Result.isSuccess(result) ? locationOf(component, backupId) : null,
      scheduledSnapshots: Result.getOrElse(result, () => []),
      problem: Result.isFailure(result) ? problemOf(result.failure) : null
    }))
  })

/** What became of a create, or what is wrong with the JSON. */
export const decode = (json: unknown): Decoded<Created<ServerRefused>> =>
  Result.map(decodeBody(json), ({ backupId, backups }) => ({
    backupId,
    outcomes: backups.map(({ component, problem, scheduledSnapshots }) => ({
      component,
      result:
        problem === null
          ? Result.succeed(scheduledSnapshots)
          : Result.fail(ProblemDto.expected(problem, isCreateGroupError))
    }))
  }))
