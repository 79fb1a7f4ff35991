/**
 * `Documents` in an index of Elasticsearch: compare-and-set by `_seq_no` and `_primary_term`, or `op_type=create`. Reads by id see every
 * write at once; searches see `findable` writes at once, and others after up to a second.
 *
 * Needs on the index: `create_index`, `read`, `write`, `view_index_metadata`.
 */
import { Effect, Layer, Option, Ref, Schedule, Schema } from "effect"
import { Settings } from "../../config/Settings.ts"
import { StoreAnswerInvalid, type StoreError } from "../../domain/BackupError.ts"
import * as Component from "../../domain/Component.ts"
import { type Document, Documents, kinds, type Stored } from "../../ports/Documents.ts"
import { documentMissing } from "./classifyError.ts"
import { decoded } from "./decoded.ts"
import { ElasticsearchClient } from "./ElasticsearchClient.ts"
import { prepare } from "./journalIndex.ts"
import * as MayBeMissing from "./mayBeMissing.ts"

const Source = Schema.Struct({
  kind: Schema.Literals(kinds),
  repository: Schema.String,
  component: Schema.Literals(Component.all),
  backup_id: Schema.String,
  notable: Schema.Boolean,
  content: Schema.Unknown
})

const Got = Schema.Struct({
  _id: Schema.String,
  found: Schema.Literal(true),
  _seq_no: Schema.Int,
  _primary_term: Schema.Int,
  _source: Source
})

const Written = Schema.Struct({
  _id: Schema.String,
  result: Schema.Literals(["created", "updated"]),
  _seq_no: Schema.Int,
  _primary_term: Schema.Int
})

const Removed = Schema.Struct({ _id: Schema.String, result: Schema.Literal("deleted") })

/** A search that timed out, or that a shard did not answer, may have missed something. */
const Hits = Schema.Struct({
  timed_out: Schema.Literal(false),
  _shards: Schema.Struct({ failed: Schema.Literal(0) }),
  hits: Schema.Struct({
    hits: Schema.Array(Schema.Struct({ _source: Source, sort: Schema.Array(Schema.Unknown) }))
  })
})

const toSource = ({ backupId, ...document }: Document): typeof Source.Type => ({
  ...document,
  backup_id: backupId
})

const fromSource = ({ backup_id, ...source }: typeof Source.Type): Document => ({
  ...source,
  backupId: backup_id
})

/** How many hits one request returns; more need further requests. */
const pageSize = 500

const isMissingIndex = (error: StoreError): boolean =>
  error._tag === "StoreRejected" && error.type === "index_not_found_exception"

const isMissingDocument = (error: StoreError): boolean =>
  error._tag === "StoreRejected" && error.type === documentMissing

const isConflict = (error: StoreError): boolean =>
  error._tag === "StoreRejected" && error.type === "version_conflict_engine_exception"

/** An index that was created a moment ago, by any replica, has no shard yet. It is looked at again for less than a second. */
const isStarting = (error: StoreError): boolean =>
  error._tag === "StoreUnavailable" &&
  /^(no_shard_available_action|search_phase_execution)_exception \(503\)/.test(error.reason)

const whileStarting = <A>(read: Effect.Effect<A, StoreError>): Effect.Effect<A, StoreError> =>
  Effect.retry(read, { while: isStarting, times: 5, schedule: Schedule.exponential("25 millis") })

const notOf = (operation: string, id: string): StoreAnswerInvalid =>
  new StoreAnswerInvalid({ operation, reason: `The body is of another document than [${id}].` })

export const layer: Layer.Layer<Documents, never, ElasticsearchClient | Settings> = Layer.effect(
  Documents,
  Effect.gen(function* () {
    const { journalIndex: index } = yield* Settings
    const { call } = yield* ElasticsearchClient
    const prepared = yield* Ref.make(false)

    /** Creates the index before the first write: Elasticsearch would create a missing one by itself, with a guessed mapping. */
    const ready = Effect.fnUntraced(function* () {
      if (yield* Ref.get(prepared)) return
      yield* prepare(index, call)
      yield* Ref.set(prepared, true)
    })

    const reading = `reading the journal index [${index}]`
    const writing = `writing the journal index [${index}]`

    return Documents.of({
      read: Effect.fnUntraced(function* (id) {
        const body = yield* whileStarting(
          call(reading, "", (client, options) =>
            MayBeMissing.read((andMissing) => client.get({ index, id }, { ...options, ...andMissing }))
          )
        )
        if (body === "no index") yield* Ref.set(prepared, false)
        if (body === "no index" || body === "no document") return Option.none<Stored>()
        const got = yield* decoded(Got, reading, body)
        if (got._id !== id) return yield* notOf(reading, id)
        const version = { seqNo: got._seq_no, primaryTerm: got._primary_term }
        return Option.some<Stored>({ document: fromSource(got._source), version })
      }),
      write: Effect.fnUntraced(
        function* (id, document, expected, findable) {
          yield* ready()
          const how = Option.match(expected, {
            onNone: () => ({ op_type: "create" as const }),
            onSome: ({ seqNo, primaryTerm }) => ({ if_seq_no: seqNo, if_primary_term: primaryTerm })
          })
          const body = yield* call(writing, "", (client, options) =>
            client.index(
              { index, id, document: toSource(document), refresh: findable, pipeline: "_none", ...how },
              options
            )
          )
          const { _id, _seq_no, _primary_term } = yield* decoded(Written, writing, body)
          if (_id !== id) return yield* notOf(writing, id)
          return Option.some({ seqNo: _seq_no, primaryTerm: _primary_term })
        },
        Effect.catchIf(isConflict, () => Effect.succeed(Option.none()))
      ),
      remove: (id, { seqNo, primaryTerm }) =>
        call(writing, "", (client, options) =>
          client.delete({ index, id, if_seq_no: seqNo, if_primary_term: primaryTerm }, options)
        ).pipe(
          Effect.flatMap((body) => decoded(Removed, writing, body)),
          Effect.flatMap(({ _id }) => (_id === id ? Effect.void : Effect.fail(notOf(writing, id)))),
          Effect.catchIf(
            (error) => isConflict(error) || isMissingIndex(error) || isMissingDocument(error),
            () => Effect.void
          )
        ),
      notable: Effect.fnUntraced(function* (kind, repository, component) {
        const documents: Array<Document> = []
        let after: ReadonlyArray<unknown> | undefined
        while (true) {
          const page = after
          const body = yield* whileStarting(
            call(reading, "", (client, options) =>
              MayBeMissing.read((andMissing) =>
                client.search(
                  {
                    index,
                    size: pageSize,
                    sort: [{ backup_id: "asc" }],
                    query: {
                      bool: {
                        filter: [
                          { term: { kind } },
                          { term: { repository } },
                          { term: { component } },
                          { term: { notable: true } }
                        ]
                      }
                    },
                    ...(page === undefined ? {} : { search_after: page.map(String) })
                  },
                  { ...options, ...andMissing }
                )
              )
            )
          )
          if (body === "no index" || body === "no document") return []
          const { hits } = (yield* decoded(Hits, reading, body)).hits
          documents.push(...hits.map((x) => fromSource(x._source)))
          const last = hits.at(-1)?.sort
          // The same page again would be an endless loop.
          if (last !== undefined && String(last) === String(after))
            return yield* new StoreAnswerInvalid({
              operation: reading,
              reason: "A page of hits came twice."
            })
          after = last
          if (hits.length < pageSize) return documents
        }
      })
    })
  })
)
