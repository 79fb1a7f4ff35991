/** `Diagnostics` over Elasticsearch. Answers are read leniently: a check must not fail over a field that is not there. */
import { Effect, Layer, Option } from "effect"
import { Settings } from "../../config/Settings.ts"
import { StoreAnswerInvalid, type StoreError } from "../../domain/BackupError.ts"
import type { Piped } from "../../domain/check/judgeJournal.ts"
import type { Missing } from "../../domain/check/Privilege.ts"
import { Diagnostics } from "../../ports/Diagnostics.ts"
import * as read from "./diagnosticsWire.ts"
import { ElasticsearchClient } from "./ElasticsearchClient.ts"
import * as journalIndex from "./journalIndex.ts"

const named = <A>(operation: string, found: Option.Option<A>): Effect.Effect<A, StoreAnswerInvalid> =>
  Option.match(found, {
    onNone: () =>
      Effect.fail(
        new StoreAnswerInvalid({ operation, reason: "the body is not what Elasticsearch answers there" })
      ),
    onSome: Effect.succeed
  })

/** A server without security does not know the path, or says that security is off. */
const isWithoutSecurity = (error: StoreError): boolean =>
  error._tag === "StoreRejected" && [400, 404, 405].includes(error.status)

export const layer: Layer.Layer<Diagnostics, never, ElasticsearchClient | Settings> = Layer.effect(
  Diagnostics,
  Effect.gen(function* () {
    const { call } = yield* ElasticsearchClient
    const { journalIndex: index } = yield* Settings
    const everything = { expand_wildcards: "all", ignore_unavailable: true, allow_no_indices: true } as const

    const ask = <A>(
      operation: string,
      repository: string,
      request: Parameters<typeof call>[2],
      decode: (body: unknown) => Option.Option<A>
    ): Effect.Effect<A, StoreError> =>
      Effect.flatMap(call(operation, repository, request), (body) => named(operation, decode(body)))

    return Diagnostics.of({
      version: ask(
        "asking for the version",
        "",
        (client, options) =>
          client.nodes.info({ node_id: "_local", filter_path: "nodes.*.version" }, options),
        read.version
      ),
      health: ask(
        "asking for the health of the cluster",
        "",
        (client, options) => client.cluster.health({}, options),
        read.health
      ),
      diskUse: ask(
        "asking for the use of disks",
        "",
        (client, options) => client.cat.allocation({ format: "json", h: "node,disk.percent" }, options),
        read.diskUse
      ),
      clock: ask(
        "asking for the time",
        "",
        (client, options) => client.cat.health({ format: "json", h: "epoch" }, options),
        read.epoch
      ),
      indexHealth: (indexPrefix) => {
        const operation = `asking for the health of the indices [${indexPrefix}-*]`
        const index = `${indexPrefix}-*`
        return Effect.flatMap(
          Effect.all(
            [
              call(operation, "", (client, options) =>
                client.cluster.health(
                  { index, level: "indices", expand_wildcards: "all", filter_path: "indices.*.status" },
                  options
                )
              ),
              call(operation, "", (client, options) =>
                client.indices.resolveIndex(
                  {
                    name: index,
                    expand_wildcards: "all",
                    filter_path: "indices.name,indices.attributes"
                  },
                  options
                )
              )
            ],
            { concurrency: 2 }
          ),
          ([health, resolved]) => named(operation, read.indexHealth(health, resolved))
        )
      },
      blocks: (names) =>
        ask(
          `asking for blocks on the indices [${names.join(", ")}]`,
          "",
          (client, options) =>
            client.indices.getSettings(
              { index: [...names], name: "index.blocks.*", flat_settings: true, ...everything },
              options
            ),
          read.blocks
        ),
      clusterSettings: ask(
        "asking for the settings of the cluster",
        "",
        (client, options) =>
          client.cluster.getSettings(
            {
              include_defaults: true,
              filter_path: "*.cluster.blocks,*.cluster.max_shards_per_node"
            },
            options
          ),
        read.clusterSettings
      ),
      allocation: ask(
        "asking for the allocation settings of the cluster",
        "",
        (client, options) =>
          client.cluster.getSettings({ include_defaults: true, flat_settings: true }, options),
        read.allocation
      ),
      disks: ask(
        "asking for the room on disks",
        "",
        (client, options) =>
          client.cat.allocation({ format: "json", bytes: "b", h: "node,disk.total,disk.avail" }, options),
        read.disks
      ),
      openShards: ask(
        "counting the open shards of the cluster",
        "",
        (client, options) =>
          client.cluster.health({ index: "*", expand_wildcards: ["open", "hidden"] }, options),
        read.openShards
      ),
      indexTemplates: ask(
        "asking for index templates",
        "",
        (client, options) =>
          client.indices.getIndexTemplate(
            {
              filter_path: [
                "index_templates.name",
                ...["index_patterns", "priority", "data_stream"].map(
                  (x) => `index_templates.index_template.${x}`
                )
              ]
            },
            options
          ),
        read.indexTemplates
      ),
      journalIndex: Effect.flatMap(journalIndex.look(index, call), ({ found, operation }) =>
        named(operation, found)
      ),
      piped: (pipeline) => {
        const source = journalIndex.sample
        return ask(
          `trying what the pipeline [${pipeline}] makes of the journal`,
          "",
          (client, options) =>
            client.ingest.simulate(
              { id: pipeline, docs: [{ _index: index, _id: "check", _source: source }] },
              options
            ),
          (body) => read.piped(pipeline, source, body)
        ).pipe(
          Effect.catchIf(
            (error) => error._tag === "StoreRejected" && [400, 404].includes(error.status),
            () => Effect.succeed<Piped>({ _tag: "Missing", pipeline })
          )
        )
      },
      knownJournalVersion: journalIndex.version,
      repository: (name) =>
        ask(
          `asking for the settings of repository [${name}]`,
          name,
          (client, options) => client.snapshot.getRepository({ name }, options),
          (body) => read.repository(name, body)
        ),
      snapshotLimit: (repository) =>
        ask(
          `asking for the settings of repository [${repository}]`,
          repository,
          (client, options) => client.snapshot.getRepository({ name: repository }, options),
          (body) => read.snapshotLimit(repository, body)
        ),
      snapshotCount: (repository) =>
        ask(
          `counting the snapshots of repository [${repository}]`,
          repository,
          (client, options) =>
            client.snapshot.get(
              {
                repository,
                snapshot: "*",
                verbose: false,
                index_names: false,
                include_repository: false,
                filter_path: "total"
              },
              options
            ),
          read.total
        ),
      verify: (repository) =>
        ask(
          `verifying repository [${repository}]`,
          repository,
          (client, options) => client.snapshot.verifyRepository({ name: repository }, options),
          read.nodeCount
        ),
      privileges: (wanted) =>
        ask(
          "asking for privileges",
          "",
          (client, options) =>
            client.transport.request(
              {
                method: "POST",
                path: "/_security/user/_has_privileges",
                body: read.privilegeQuestion(wanted)
              },
              { ...options, headers: { "content-type": "application/json", accept: "application/json" } }
            ),
          (body) => Option.map(read.missingPrivileges(wanted, body), Option.some)
        ).pipe(Effect.catchIf(isWithoutSecurity, () => Effect.succeed<Missing>(Option.none())))
    })
  })
)
