/**
 * `Indices` over Elasticsearch.
 *
 * | call        | needs, on the indices            | needs, on the cluster             |
 * | ----------- | -------------------------------- | --------------------------------- |
 * | `look`      | `view_index_metadata`, `monitor` |                                   |
 * | `under`     | the same                         |                                   |
 * | `counts`    | the same                         |                                   |
 * | `shapes`    | `view_index_metadata`            |                                   |
 * | `templates` |                                  | `monitor`; for policies `read_ilm` |
 * | `lifecycle` |                                  | `read_ilm`                        |
 * | `putTemplates` |                               | `manage_index_templates`; for policies `manage_ilm` |
 * | `delete`    | `delete_index`                   |                                   |
 * | `close`     | `view_index_metadata`, `manage`  |                                   |
 * | `release`   | the same                         |                                   |
 *
 * Where an index has `index.blocks.metadata`, all that read also need `monitor` on the cluster.
 */
import { Duration, Effect, Layer, type Schema } from "effect"
import { Settings } from "../../config/Settings.ts"
import type { StoreError } from "../../domain/BackupError.ts"
import type { Captured } from "../../domain/restore/CapturedTemplates.ts"
import { type ExistingIndex, leadingElsewhere } from "../../domain/restore/ExistingIndex.ts"
import { type TemplateKind, templateBody, templatePath } from "../../domain/restore/PlannedTemplate.ts"
import { Indices } from "../../ports/Indices.ts"
import { acknowledged } from "./acknowledged.ts"
import { readAroundBlocks } from "./blockedMetadata.ts"
import { decoded } from "./decoded.ts"
import { ElasticsearchClient } from "./ElasticsearchClient.ts"
import { exactNames, exactTemplates } from "../../ports/exactNames.ts"
import * as wire from "./indicesWire.ts"
import { chunksOfNames } from "./requestLine.ts"
import * as shapes from "./shapesWire.ts"

/** Without wildcards nothing matches but exact names; one that is missing is left out. */
const exactly = { ignore_unavailable: true, allow_no_indices: true, expand_wildcards: "none" as const }

const whatever = { ...exactly, expand_wildcards: "all" as const }

/** The longest query string of these requests. */
const around = `${wire.statsFields}&${new URLSearchParams({ ...exactly, ignore_unavailable: "true", allow_no_indices: "true" }).toString()}`

/** Of a body that is sent as the text it was captured as: the client names a type by itself only for what it writes. */
const asJson = { "content-type": "application/json", accept: "application/json" }

const isMissing = (error: StoreError): boolean =>
  error._tag === "StoreRejected" && error.type === "index_not_found_exception"

/** Of a template or policy that is not there, and of a server without ILM: it knows no such path. */
const isAbsent = (error: StoreError): boolean =>
  error._tag === "StoreRejected" &&
  (error.type === "resource_not_found_exception" ||
    (error.type === "http_error" && [400, 404, 405].includes(error.status)))

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : 1

const inChunks = <A>(
  names: ReadonlyArray<string>,
  read: (chunk: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<A>, StoreError>
): Effect.Effect<ReadonlyArray<A>, StoreError> =>
  Effect.map(Effect.forEach(chunksOfNames(around, names), read), (found) => found.flat())

const inOrder = <A extends { readonly name: string }>(
  names: ReadonlyArray<string>,
  found: ReadonlyArray<A>
): ReadonlyArray<A> => {
  const known = new Map(found.map((x) => [x.name, x]))
  return names.flatMap((name) => known.get(name) ?? [])
}

export const layer: Layer.Layer<Indices, never, ElasticsearchClient | Settings> = Layer.effect(
  Indices,
  Effect.gen(function* () {
    const { call } = yield* ElasticsearchClient
    const master_timeout = `${Duration.toMillis((yield* Settings).masterTimeout)}ms`

    const ask = <A>(
      operation: string,
      schema: Schema.Codec<A, unknown>,
      request: Parameters<typeof call>[2]
    ): Effect.Effect<A, StoreError> =>
      Effect.flatMap(call(operation, "", request), (body) => decoded(schema, operation, body))

    /** `target`: names with commas, or one pattern; `names`: what it comes to. */
    const settingsOf = (operation: string, target: string, names: ReadonlyArray<string>) =>
      readAroundBlocks(
        call,
        target,
        names,
        (some) =>
          ask(operation, wire.SettingsByIndex, (client, options) =>
            client.indices.getSettings({ index: some, flat_settings: true, ...whatever }, options)
          ),
        wire.settingsWith
      )

    const statsOf = (operation: string, target: string, names: ReadonlyArray<string>) =>
      readAroundBlocks(
        call,
        target,
        names,
        (some) =>
          ask(operation, wire.Stats, (client, options) =>
            client.transport.request(
              {
                method: "GET",
                path: `/${encodeURIComponent(some)}/_stats/docs,store`,
                querystring: {
                  level: "shards",
                  ...exactly,
                  expand_wildcards: "open,hidden",
                  filter_path: wire.statsFields
                }
              },
              options
            )
          ),
        wire.statsWithout
      )

    const shapesOf = (names: ReadonlyArray<string>) =>
      readAroundBlocks(
        call,
        names.join(),
        names,
        (some) =>
          ask(`reading mappings and settings of [${some}]`, shapes.ShapesByIndex, (client, options) =>
            client.indices.get({ index: some, flat_settings: true, ...whatever }, options)
          ),
        shapes.shapesWith
      )

    const resolve = (operation: string, target: string) =>
      ask(operation, wire.Resolved, (client, options) =>
        client.indices.resolveIndex({ name: target, ...whatever }, options)
      )

    const existing = Effect.fnUntraced(function* (
      operation: string,
      target: string,
      resolved: Pick<typeof wire.Resolved.Type, "indices">
    ) {
      const names = resolved.indices.map((x) => x.name)
      if (names.length === 0) return []
      const [settings, stats] = yield* Effect.all(
        [settingsOf(operation, target, names), statsOf(operation, target, names)],
        { concurrency: 2 }
      )
      return wire.existingIndices(resolved, settings, stats)
    })

    const lookAt = Effect.fnUntraced(function* (
      names: ReadonlyArray<string>
    ): Effect.fn.Return<ReadonlyArray<ExistingIndex>, StoreError> {
      const operation = `looking at the indices [${names.join(", ")}]`
      const found = yield* resolve(operation, names.join())
      const wanted = new Set(names)
      const indices = found.indices.filter((x) => wanted.has(x.name))
      return [
        ...(yield* existing(operation, indices.map((x) => x.name).join(), { indices })),
        ...found.aliases.map((x) => leadingElsewhere("alias", x.name)),
        ...found.data_streams.map((x) => leadingElsewhere("data stream", x.name))
      ].filter((x) => wanted.has(x.name))
    })

    const componentTemplate = (name: string) => {
      const operation = `reading the component template [${name}]`
      return ask(operation, shapes.ComponentTemplates, (client, options) =>
        client.cluster.getComponentTemplate({ name }, options)
      ).pipe(
        Effect.map((x) => x.component_templates),
        Effect.catchIf(isAbsent, () => Effect.succeed([]))
      )
    }

    const policy = (name: string) => {
      const operation = `reading the lifecycle policy [${name}]`
      return ask(operation, shapes.Policies, (client, options) =>
        client.ilm.getLifecycle({ name }, options)
      ).pipe(
        Effect.map((x): ReadonlyArray<Captured> =>
          Object.entries(x).map(([found, { policy: body }]) => shapes.capturedOf(found, body))
        ),
        Effect.catchIf(isAbsent, () => Effect.succeed([]))
      )
    }

    /** What carries no mark is not of a restore: its block is somebody's, and an alias would lead to other indices. */
    const onMarked = Effect.fnUntraced(function* (
      doing: string,
      names: ReadonlyArray<string>,
      act: (operation: string, marked: Array<string>, readOnly: boolean) => Effect.Effect<unknown, StoreError>
    ): Effect.fn.Return<void, StoreError> {
      yield* exactNames(`${doing} the indices [${names.join(", ")}]`, names)
      for (const chunk of chunksOfNames(around, names)) {
        const operation = `${doing} the indices [${chunk.join(", ")}]`
        const settings = yield* settingsOf(operation, chunk.join(), chunk)
        const of = (name: string) => settings[name]?.settings ?? {}
        const marked = chunk.filter((name) => wire.markOf(of(name)) !== null)
        const isReadOnly = (name: string): boolean => String(of(name)["index.blocks.read_only"]) === "true"
        for (const [readOnly, some] of Map.groupBy(marked, isReadOnly))
          yield* act(operation, some, readOnly).pipe(
            Effect.flatMap((body) => acknowledged(operation, body)),
            // All of them were deleted in between.
            Effect.catchIf(isMissing, () => Effect.void)
          )
      }
    })

    return Indices.of({
      look: (names) => Effect.map(inChunks(names, lookAt), (found) => inOrder(names, found)),

      under: Effect.fnUntraced(function* (prefix) {
        const operation = `looking at the indices [${prefix}*]`
        const found = yield* resolve(operation, `${prefix}*`)
        const indices = found.indices.filter((x) => x.name.startsWith(prefix))
        return (yield* existing(operation, `${prefix}*`, { indices })).toSorted(byName)
      }),

      shapes: (names) =>
        Effect.map(
          inChunks(names, (chunk) =>
            Effect.map(shapesOf(chunk), (found) =>
              Object.entries(found).map(([name, x]) => shapes.shapeOf(name, x))
            )
          ),
          (found) => inOrder(names, found)
        ),

      counts: (names) =>
        Effect.map(
          inChunks(
            names,
            Effect.fnUntraced(function* (chunk) {
              const operation = `counting the documents of [${chunk.join(", ")}]`
              const target = chunk.join()
              const [settings, stats] = yield* Effect.all(
                [settingsOf(operation, target, chunk), statsOf(operation, target, chunk)],
                { concurrency: 2 }
              )
              return Object.entries(settings).flatMap(([name, x]) => {
                const held = wire.heldBy(name, x.settings, stats)
                return held === null ? [] : [{ name, documents: held.documents, sequence: held.sequence }]
              })
            })
          ),
          (found) => inOrder(names, found)
        ),

      templates: Effect.fnUntraced(function* (prefix, also) {
        const all = yield* ask("reading index templates", shapes.IndexTemplates, (client, options) =>
          client.indices.getIndexTemplate({}, options)
        )
        const ours = all.index_templates
          .filter(
            (x) =>
              x.index_template.index_patterns.some((pattern) => pattern.startsWith(prefix)) ||
              also?.indexTemplates.some((y) => y.name === x.name) === true
          )
          .toSorted(byName)
        const components = new Set([
          ...ours.flatMap((x) => x.index_template.composed_of ?? []),
          ...(also?.componentTemplates ?? []).map((x) => x.name)
        ])
        const composed = (yield* Effect.forEach([...components].toSorted(), componentTemplate)).flat()
        const policies = new Set([
          ...[...ours.map((x) => x.index_template), ...composed.map((x) => x.component_template)].flatMap(
            shapes.policyOf
          ),
          ...(also?.policies ?? []).map((x) => x.name)
        ])
        return {
          indexTemplates: ours.map((x) => shapes.capturedOf(x.name, x.index_template)),
          componentTemplates: composed.map((x) => shapes.capturedOf(x.name, x.component_template)),
          policies: (yield* Effect.forEach([...policies].toSorted(), policy)).flat()
        }
      }),

      lifecycle: Effect.suspend(() => {
        const operation = "asking whether there are lifecycle policies"
        return call(operation, "", (client, options) => client.ilm.getStatus({}, options)).pipe(
          Effect.as(true),
          Effect.catchIf(isAbsent, () => Effect.succeed(false))
        )
      }),

      putTemplates: Effect.fnUntraced(function* (captured) {
        yield* exactTemplates("putting templates back", captured)
        const put = Effect.fnUntraced(function* (kind: TemplateKind, { body, name }: Captured) {
          const operation = `putting the ${kind} [${name}] back`
          const answer = yield* call(operation, "", (client, options) =>
            client.transport.request(
              {
                method: "PUT",
                path: `/${templatePath(kind, name)}`,
                querystring: { master_timeout },
                body: templateBody(kind, body)
              },
              { ...options, headers: asJson }
            )
          )
          yield* acknowledged(operation, answer)
        })
        yield* Effect.forEach(captured.policies, (x) => put("policy", x), { discard: true })
        yield* Effect.forEach(captured.componentTemplates, (x) => put("component template", x), {
          discard: true
        })
        yield* Effect.forEach(captured.indexTemplates, (x) => put("index template", x), { discard: true })
      }),

      delete: Effect.fnUntraced(function* (names) {
        yield* exactNames(`deleting the indices [${names.join(", ")}]`, names)
        for (const chunk of chunksOfNames(around, names)) {
          const operation = `deleting the indices [${chunk.join(", ")}]`
          const body = yield* call(operation, "", (client, options) =>
            client.indices.delete({ index: [...chunk], master_timeout, ...exactly }, options)
          )
          yield* acknowledged(operation, body)
        }
      }),

      close: (names) =>
        onMarked("closing", names, (operation, index) =>
          call(operation, "", (client, options) =>
            client.indices.close({ index, master_timeout, ...exactly }, options)
          )
        ),

      release: (names, blocks = []) =>
        onMarked("releasing", names, (operation, index, readOnly) => {
          const on = [...blocks, ...(readOnly ? ["read_only"] : [])]
          return call(operation, "", (client, options) =>
            client.indices.putSettings(
              {
                index,
                master_timeout,
                ...exactly,
                // In one request: Elasticsearch refuses any other change while an archived setting is there, and while an index is read-only
                // any that does not speak of that block.
                settings: {
                  "index.blocks.write": null,
                  "archived.*": null,
                  ...Object.fromEntries(on.map((x) => [`index.blocks.${x}`, true]))
                }
              },
              options
            )
          )
        })
    })
  })
)
