/** What a call to Elasticsearch can fail with: the *store* of the one flat union in `BackupError.ts`. */
import { Schema } from "effect"

/** Configured, but Elasticsearch does not know it. */
export class RepositoryMissing extends Schema.TaggedError<RepositoryMissing>()("RepositoryMissing", {
  repository: Schema.String
}) {
  override get message() {
    return `No repository with name [${this.repository}] could be found.`
  }
}

/** The repository is registered with `readonly`: backups can be read only. */
export class RepositoryReadOnly extends Schema.TaggedError<RepositoryReadOnly>()("RepositoryReadOnly", {
  repository: Schema.String
}) {
  override get message() {
    return `Repository [${this.repository}] is read-only: backups can be read, but not taken or deleted. Register it in Elasticsearch without "readonly" to write.`
  }
}

/** Elasticsearch does not answer, does not answer in time, or cannot serve the request now (429, 502, 503, 504). Can be retried later. */
export class StoreUnavailable extends Schema.TaggedError<StoreUnavailable>()("StoreUnavailable", {
  operation: Schema.String,
  reason: Schema.String,
  /** The request may have been carried out although no answer came. */
  ambiguous: Schema.Boolean
}) {
  override get message() {
    return `Encountered an error connecting to Elasticsearch while ${this.operation}. ${this.reason}`
  }
}

/** Why no TLS connection could be made. */
export const TlsTrouble = Schema.Literals([
  "unknown authority",
  "host name",
  "expired",
  "client certificate",
  "http expected",
  "https expected",
  "handshake"
])

/**
 * TLS to Elasticsearch failed, so that nothing was sent. A certificate or a setting has to be changed, which `reason` names; retrying without
 * that is pointless.
 */
export class StoreTlsFailed extends Schema.TaggedError<StoreTlsFailed>()("StoreTlsFailed", {
  operation: Schema.String,
  trouble: TlsTrouble,
  reason: Schema.String
}) {
  override get message() {
    return `No trusted connection to Elasticsearch while ${this.operation}. ${this.reason}`
  }
}

/** Elasticsearch answered and refused. `type` is Elasticsearch's error type. */
export class StoreRejected extends Schema.TaggedError<StoreRejected>()("StoreRejected", {
  operation: Schema.String,
  status: Schema.Int,
  type: Schema.String,
  reason: Schema.String
}) {
  override get message() {
    const hint =
      this.type === "cluster_block_exception"
        ? this.reason.includes("cluster read-only")
          ? " The whole cluster may only be read: look for cluster.blocks.read_only and cluster.blocks.read_only_allow_delete in GET /_cluster/settings"
          : " An index is blocked: look for a full disk (flood stage) and for index.blocks settings in GET /_all/_settings/index.blocks.*"
        : this.type === "validation_exception" && this.reason.includes("maximum")
          ? " Delete indices that are not needed, or raise cluster.max_shards_per_node."
          : this.status === 401 || this.status === 403
            ? " Check the credentials and privileges of camunda-backup in Elasticsearch."
            : ""
    return `Elasticsearch refused while ${this.operation}. ${this.type} (${this.status}): ${this.reason}${hint}`
  }
}

/** What answers in place of Elasticsearch. */
export const Impostor = Schema.Struct({
  kind: Schema.Literals(["redirect", "web page", "OpenSearch", "another service"]),
  /** The target of a redirect, without credentials. */
  location: Schema.NullOr(Schema.String)
})

/** The answer is not Elasticsearch's: a proxy's page, a redirect, a truncated body, another product. */
export class StoreAnswerInvalid extends Schema.TaggedError<StoreAnswerInvalid>()("StoreAnswerInvalid", {
  operation: Schema.String,
  reason: Schema.String,
  /** Present when the answer shows that something other than Elasticsearch answers. */
  impostor: Schema.optionalKey(Impostor)
}) {
  override get message() {
    return `The answer is not one of Elasticsearch while ${this.operation}. ${this.reason}`
  }
}

/** What a call to Elasticsearch can fail with. */
export type StoreError =
  | RepositoryMissing
  | RepositoryReadOnly
  | StoreUnavailable
  | StoreTlsFailed
  | StoreRejected
  | StoreAnswerInvalid
