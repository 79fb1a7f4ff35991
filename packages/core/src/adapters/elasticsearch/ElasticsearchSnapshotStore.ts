/** `SnapshotStore` over Elasticsearch's snapshot API (8.3 and newer, 9). */
import { Duration, Effect, Layer, Option } from "effect"
import { Settings } from "../../config/Settings.ts"
import { RepositoryReadOnly, StoreAnswerInvalid, type StoreError } from "../../domain/BackupError.ts"
import type { Component } from "../../domain/Component.ts"
import * as ListPattern from "../../domain/ListPattern.ts"
import type { Snapshot } from "../../domain/Snapshot.ts"
import type { SnapshotFacts } from "../../domain/SnapshotFacts.ts"
import * as SnapshotName from "../../domain/SnapshotName.ts"
import { type CreateAnswer, SnapshotStore } from "../../ports/SnapshotStore.ts"
import { missingSnapshot } from "./classifyError.ts"
import { acknowledged } from "./acknowledged.ts"
import { createBody } from "./createBody.ts"
import { withDamaged } from "./damagedSnapshots.ts"
import { ElasticsearchClient } from "./ElasticsearchClient.ts"
import { allFactsOf, factsFields, progressFields, progressOf } from "./factsWire.ts"
import { chunksOfNames } from "./requestLine.ts"
import { createdOf, isReadOnly, isRepositories, snapshotsOf, wireFields } from "./wire.ts"

interface Search {
  readonly repository: string
  readonly component: Component
  readonly expression: string
}

export const layer: Layer.Layer<SnapshotStore, never, ElasticsearchClient | Settings> = Layer.effect(
  SnapshotStore,
  Effect.gen(function* () {
    const { call } = yield* ElasticsearchClient
    // Bounds the time in the master's queue: what is not answered by then is not carried out later.
    const master_timeout = `${Duration.toMillis((yield* Settings).masterTimeout)}ms`

    const get = Effect.fnUntraced(function* (
      { repository, component, expression }: Search,
      options: { readonly verbose: boolean; readonly indexNames?: boolean; readonly readableOnly?: boolean }
    ): Effect.fn.Return<ReadonlyArray<Snapshot>, StoreError> {
      const operation = `searching for snapshots. Repository name: [${repository}]`
      const body = yield* call(operation, repository, (client, callOptions) =>
        client.snapshot.get(
          {
            repository,
            snapshot: expression,
            verbose: options.verbose,
            index_names: options.indexNames ?? false,
            include_repository: false,
            filter_path: wireFields(options),
            ...(options.readableOnly === true ? { ignore_unavailable: true } : {})
          },
          callOptions
        )
      )
      return snapshotsOf(component, body) ?? (yield* notSnapshots(operation))
    })

    /** Verbose, oldest first; damaged snapshots, for which Elasticsearch gives no times, at the end. */
    const getReadable = (search: Search): Effect.Effect<ReadonlyArray<Snapshot>, StoreError> =>
      Effect.catch(get(search, { verbose: true }), (error) =>
        missingSnapshot(error) === "damaged"
          ? withDamaged(
              orNone(get(search, { verbose: false })),
              get(search, { verbose: true, readableOnly: true })
            )
          : orNone(Effect.fail(error))
      )

    return SnapshotStore.of({
      checkWritable: Effect.fnUntraced(function* (repository) {
        const operation = `retrieving repository with name [${repository}]`
        const body = yield* call(operation, repository, (client, options) =>
          client.snapshot.getRepository({ name: repository }, options)
        )
        const readOnly = isReadOnly(repository, body)
        if (readOnly === null) return yield* notSnapshots(operation)
        if (readOnly) return yield* new RepositoryReadOnly({ repository })
      }),

      create: Effect.fnUntraced(
        function* (repository, request): Effect.fn.Return<CreateAnswer, StoreError> {
          const { snapshot } = request.part
          const operation = `creating snapshot [${repository}:${snapshot}]`
          const body = yield* call(operation, repository, (client, options) =>
            client.snapshot.create(
              {
                repository,
                snapshot,
                wait_for_completion: true,
                master_timeout,
                ...createBody(request)
              },
              options
            )
          )
          const created = createdOf(request.plan.component, snapshot, body)
          if (Option.isNone(created)) return yield* notSnapshots(operation)
          return { _tag: "Answered", snapshot: created.value }
        },
        Effect.catchTag("StoreRejected", (error) => {
          const passing = passingRefusal(error)
          return Option.isSome(passing) ? Effect.succeed(passing.value) : Effect.fail(error)
        })
      ),

      findOne: (repository, component, name) =>
        get({ repository, component, expression: name }, { verbose: true, indexNames: true }).pipe(
          // For one exact name Elasticsearch answers with the snapshot or says that it is missing; a list without it proves nothing.
          Effect.filterOrFail(
            (found) => found.some((x) => x.name === name),
            () => notSnapshots(`searching for snapshot [${repository}:${name}]`)
          ),
          Effect.catchIf(
            (error) => missingSnapshot(error) !== null,
            () => getReadable({ repository, component, expression: name })
          ),
          Effect.map((found) => Option.fromNullishOr(found.find((x) => x.name === name)))
        ),

      find: (repository, component, backupId) =>
        getReadable({ repository, component, expression: SnapshotName.search(component, backupId) }),

      describe: Effect.fnUntraced(function* (repository, component, backupIds) {
        const operation = `retrieving the details of snapshots. Repository name: [${repository}]`
        const searches = backupIds.map((x) => SnapshotName.search(component, x))
        const facts: Array<SnapshotFacts> = []
        for (const chunk of chunksOfNames(`${repository}${describedQuery}`, searches)) {
          const body = yield* call(operation, repository, (client, options) =>
            client.snapshot.get({ repository, snapshot: chunk.join(","), ...described }, options)
          )
          facts.push(...(yield* orInvalid(operation, allFactsOf(component, body))))
        }
        return facts
      }),

      progress: (repository, _component, name) => {
        const operation = `retrieving the progress of snapshot [${repository}:${name}]`
        return Effect.flatMap(
          call(operation, repository, (client, options) =>
            client.snapshot.status(
              { repository, snapshot: name, ignore_unavailable: true, filter_path: progressFields },
              options
            )
          ),
          (body) => orInvalid(operation, progressOf(body))
        )
      },

      running: (repository, component) =>
        Effect.map(get({ repository, component, expression: "_current" }, { verbose: false }), (found) =>
          found.filter((x) => x.state === "IN_PROGRESS")
        ),

      list: (repository, component, pattern, { verbose }) => {
        const search = { repository, component, expression: ListPattern.search(component, pattern) }
        return verbose ? getReadable(search) : orNone(get(search, { verbose: false }))
      },

      delete: Effect.fnUntraced(function* (repository, names) {
        for (const chunk of chunksOfNames(repository, names)) {
          const operation = `deleting snapshots [${chunk.join(", ")}]`
          yield* call(operation, repository, (client, options) =>
            client.snapshot.delete({ repository, snapshot: chunk.join(","), master_timeout }, options)
          ).pipe(
            Effect.flatMap((body) => acknowledged(operation, body)),
            // If one of the names no longer exists, Elasticsearch deletes none of the request: the caller looks again and continues.
            Effect.catchIf(
              (error) => missingSnapshot(error) !== null,
              () => Effect.void
            )
          )
        }
      }),

      ping: call(asking, "*", (client, options) =>
        client.snapshot.getRepository({ name: "*", filter_path: "*.type" }, options)
      ).pipe(
        Effect.flatMap((body) => (isRepositories(body) ? Effect.void : Effect.fail(notSnapshots(asking)))),
        // A server identifies itself only at its root path.
        Effect.catchIf(
          (error) => error._tag === "StoreAnswerInvalid" && error.impostor?.kind === "another service",
          (error) =>
            call(asking, "*", (client, options) => client.info({}, options)).pipe(
              Effect.catchIf(
                (root) => root._tag !== "StoreAnswerInvalid" || root.impostor?.kind !== "OpenSearch",
                () => Effect.fail(error)
              ),
              Effect.andThen(Effect.fail(error))
            )
        )
      )
    })
  })
)

const described = {
  verbose: true,
  index_names: true,
  index_details: true,
  include_repository: false,
  ignore_unavailable: true,
  filter_path: factsFields
}

/** About as long as what of it stands in the request line. */
const describedQuery = Object.entries(described)
  .map(([key, value]) => `&${key}=${value}`)
  .join("")

/** In a list an exact name that does not exist is not an error. */
const orNone = (list: Effect.Effect<ReadonlyArray<Snapshot>, StoreError>) =>
  Effect.catchIf(list, isAbsent, () => Effect.succeed<ReadonlyArray<Snapshot>>([]))

const isAbsent = (error: StoreError): boolean => missingSnapshot(error) === "absent"

const asking = "retrieving the repositories"

const orInvalid = <A>(operation: string, found: A | null): Effect.Effect<A, StoreAnswerInvalid> =>
  found === null ? Effect.fail(notSnapshots(operation)) : Effect.succeed(found)

const notSnapshots = (operation: string): StoreAnswerInvalid =>
  new StoreAnswerInvalid({ operation, reason: "the body is not what Elasticsearch answers there" })

/** Refusals of a create that do not end the attempt (reference §1.2). */
const passingRefusal = (error: {
  readonly type: string
  readonly reason: string
}): Option.Option<CreateAnswer> => {
  const { type, reason } = error
  if (type === "snapshot_name_already_in_use_exception") return Option.some({ _tag: "NameTaken", reason })
  if (type === "invalid_snapshot_name_exception" && /with the same name/.test(reason))
    return Option.some({ _tag: "NameTaken", reason })
  // A restarted Elasticsearch needs a moment to assign its primaries.
  if (type === "snapshot_exception" && reason.includes("unassigned primary shards"))
    return Option.some({ _tag: "NotNow", reason: `${type}: ${reason}` })
  // 9.5 answers so when the repository changes during a create; the next try learns what has changed.
  if (type === "concurrent_snapshot_execution_exception" || type === "null_pointer_exception")
    return Option.some({ _tag: "NotNow", reason: `${type}: ${reason}` })
  return Option.none()
}
