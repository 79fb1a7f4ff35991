/** Elasticsearch's answers about what indices are like, and about templates and policies. */
import { Schema } from "effect"
import type { Captured } from "../../domain/restore/CapturedTemplates.ts"
import { canonical, digest } from "../../domain/digest.ts"
import type { Blocked } from "./blockedMetadata.ts"
import type { IndexShape } from "../../domain/restore/IndexShape.ts"
import { isOfTheIndexItself } from "../../domain/restore/settingKinds.ts"
import { isRecord } from "./isRecord.ts"

const Fields = Schema.Record(Schema.String, Schema.Unknown)

/** `GET /…?flat_settings=true`. */
export const ShapesByIndex = Schema.Record(
  Schema.String,
  Schema.Struct({
    aliases: Schema.NullOr(Schema.Record(Schema.String, Fields)),
    mappings: Fields,
    settings: Schema.StructWithRest(
      Schema.Struct({ "index.uuid": Schema.String, "index.version.created": Schema.String }),
      [Fields]
    )
  })
)

/** `index.number_of_replicas`; `null` where there is none. */
export const replicasOf = (settings: typeof Fields.Type): number | null => {
  const found = settings["index.number_of_replicas"]
  const count = typeof found === "string" ? Number(found) : NaN
  return Number.isInteger(count) ? count : null
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : canonical(value))

/** The shape of an index of the answer. */
export const shapeOf = (
  name: string,
  { aliases, mappings, settings }: (typeof ShapesByIndex.Type)[string]
): IndexShape => ({
  name,
  uuid: settings["index.uuid"],
  createdVersion: settings["index.version.created"],
  mapping: digest(mappings),
  settings: Object.fromEntries(
    Object.entries(settings)
      .filter(([key]) => !isOfTheIndexItself(key))
      .map(([key, value]) => [key, textOf(value)])
  ),
  aliases:
    aliases === null
      ? null
      : Object.entries(aliases)
          .map(([alias, options]) => ({ name: alias, options: canonical(options) }))
          .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  // Elasticsearch sets it when it closes an index, and takes it away when it opens one.
  closed: settings["index.verified_before_close"] === "true",
  writeBlocked: settings["index.blocks.write"] === "true",
  replicas: replicasOf(settings)
})

/** The answers for those that could be read, and what the cluster state tells of the others: of aliases nothing but their names. */
export const shapesWith = (
  readable: ReadonlyArray<typeof ShapesByIndex.Type>,
  blocked: Blocked
): typeof ShapesByIndex.Type =>
  Object.assign(
    {},
    ...readable,
    Object.fromEntries(
      Object.entries(blocked).map(([name, { mappings, settings }]) => [
        name,
        { aliases: null, mappings: isRecord(mappings?.["_doc"]) ? mappings["_doc"] : {}, settings }
      ])
    )
  )

/** `GET /_index_template`. */
export const IndexTemplates = Schema.Struct({
  index_templates: Schema.Array(
    Schema.Struct({
      name: Schema.String,
      index_template: Schema.StructWithRest(
        Schema.Struct({
          index_patterns: Schema.Array(Schema.String),
          composed_of: Schema.optionalKey(Schema.Array(Schema.String))
        }),
        [Fields]
      )
    })
  )
})

/** `GET /_component_template/…`. */
export const ComponentTemplates = Schema.Struct({
  component_templates: Schema.Array(Schema.Struct({ name: Schema.String, component_template: Fields }))
})

/** `GET /_ilm/policy/…`. */
export const Policies = Schema.Record(Schema.String, Schema.Struct({ policy: Fields }))

/** Newer versions write these into templates. */
const added = new Set(["created_date", "created_date_millis", "modified_date", "modified_date_millis"])

/** A template or policy, as it could be put again. */
export const capturedOf = (name: string, body: typeof Fields.Type): Captured => ({
  name,
  body: canonical(Object.fromEntries(Object.entries(body).filter(([key]) => !added.has(key))))
})

/** The lifecycle policy that a template sets; its settings are nested as Elasticsearch answers them. */
export const policyOf = (template: typeof Fields.Type): ReadonlyArray<string> => {
  let at: unknown = template
  for (const key of ["template", "settings", "index", "lifecycle", "name"])
    at = isRecord(at) ? at[key] : undefined
  return typeof at === "string" ? [at] : []
}
