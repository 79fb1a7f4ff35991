/**
 * Everything that can go wrong with a request, as one flat union. Errors carry identifiers and facts, nothing of HTTP: each front end has one
 * exhaustive table from `_tag` to its status or exit code. Where Camunda's own code has a message, ours has the same wording (API reference §4.2).
 *
 * Three kinds: the *request* (the caller can fix it), the *installation* (an operator can), the *store* (Elasticsearch is unreachable or refuses).
 *
 * Errors that arise from a failed call keep what led to them as `cause`, without anything secret (`config/RedactedCause.ts`).
 */
import { Schema } from "effect"
import * as BackupId from "./BackupId.ts"
import * as Component from "./Component.ts"
import { describeAll } from "./LeftOut.ts"
import type {
  RestoreError,
  RestoreNotFound,
  RestoreNotRunning,
  RestorePlanChanged,
  RestoreRefused,
  RestoreRunning
} from "./RestoreError.ts"
import type { ScheduleNotSet } from "./ScheduleError.ts"
import type { StoreError } from "./StoreError.ts"
import * as Quantities from "./Quantities.ts"

export * from "./StoreError.ts"

const ComponentName = Schema.Literals(Component.all)
const Id = BackupId.schema

/** The id is not a non-negative `long`. `received` is the text that was sent. */
export class InvalidBackupId extends Schema.TaggedError<InvalidBackupId>()("InvalidBackupId", {
  received: Schema.String,
  negative: Schema.Boolean
}) {
  override get message() {
    return this.negative
      ? `BackupId must be a non-negative Integer. Received value: ${this.received}`
      : `BackupId must be an integer from 0 to 9223372036854775807, written in plain decimal digits. Received value: ${this.received}`
  }
}

/** A pattern of a list that is neither digits nor digits with `*` at the end. */
export class InvalidPattern extends Schema.TaggedError<InvalidPattern>()("InvalidPattern", {
  pattern: Schema.String
}) {
  override get message() {
    return `Invalid pattern: ${this.pattern}`
  }
}

/** Snapshots of the id exist already, of any version and in any state. */
export class BackupExists extends Schema.TaggedError<BackupExists>()("BackupExists", {
  backupId: Id,
  snapshots: Schema.Array(Schema.Struct({ name: Schema.String, uuid: Schema.String }))
}) {
  override get message() {
    const found = this.snapshots.map((x) => `${x.name}/${x.uuid}`).join(", ")
    return `A backup with ID [${this.backupId}] already exists. Found snapshots: [${found}]`
  }
}

/** One backup at a time per component, across replicas. */
export class BackupRunning extends Schema.TaggedError<BackupRunning>()("BackupRunning", {
  component: ComponentName
}) {
  override get message() {
    return "Another backup is running at the moment"
  }
}

/** A deletion of the id was requested and is not finished; until then its snapshot names are not free. */
export class BackupBeingDeleted extends Schema.TaggedError<BackupBeingDeleted>()("BackupBeingDeleted", {
  backupId: Id
}) {
  override get message() {
    return `Backup [${this.backupId}] is being deleted at the moment. Wait until it is gone, or use another id.`
  }
}

/** The component could be backed up, but another one of the same request cannot, and half a backup was not asked for. Nothing was taken. */
export class BackupWithheld extends Schema.TaggedError<BackupWithheld>()("BackupWithheld", {
  component: ComponentName,
  /** Those that were refused. */
  refused: Schema.Array(ComponentName)
}) {
  override get message() {
    return `No backup of ${this.component} was taken: ${this.refused.join(", ")} was refused, and only both together are a backup to restore from.`
  }
}

/** Description and labels do not fit into the metadata of a snapshot, where they are kept. Nothing was taken. */
export class AnnotationTooLarge extends Schema.TaggedError<AnnotationTooLarge>()("AnnotationTooLarge", {
  /** Of UTF-8, with what keeps them apart. */
  bytes: Schema.Int,
  /** What Elasticsearch leaves for them. */
  maxBytes: Schema.Int
}) {
  override get message() {
    return `No backup was taken: description and labels are ${this.bytes} bytes, and the metadata of a snapshot has room for ${this.maxBytes}. Shorten the description, or leave out labels.`
  }
}

/** The id has no attempt that could be stopped. */
export class BackupNotRunning extends Schema.TaggedError<BackupNotRunning>()("BackupNotRunning", {
  backupId: Id
}) {
  override get message() {
    return `Backup [${this.backupId}] is not being taken at the moment.`
  }
}

/** An unfinished backup cannot be resumed: the parts that were taken so far and those that would be added do not belong together. */
export class ResumeRefused extends Schema.TaggedError<ResumeRefused>()("ResumeRefused", {
  backupId: Id,
  reasons: Schema.Array(Schema.String)
}) {
  override get message() {
    return `Backup [${this.backupId}] cannot be resumed: ${this.reasons.join(" ")} Take another one, under a new id.`
  }
}

/** Indices that every backup of this version must hold do not exist. No part was taken. */
export class RequiredIndexMissing extends Schema.TaggedError<RequiredIndexMissing>()("RequiredIndexMissing", {
  component: ComponentName,
  version: Schema.String,
  indices: Schema.Array(Schema.String)
}) {
  override get message() {
    return (
      `No backup was taken: indices that a backup of ${this.component} ${this.version} must hold are missing: [${this.indices.join(", ")}]. ` +
      `Check that ${this.component} has started once against this Elasticsearch, and the index prefix (CAMUNDA_BACKUP_${this.component.toUpperCase()}_INDEXPREFIX) and version (CAMUNDA_BACKUP_CAMUNDA_VERSION). ` +
      "If it has: camunda-backup check names a missing privilege."
    )
  }
}

/** No table says which indices belong to a backup of this version. */
export class CamundaVersionUnknown extends Schema.TaggedError<CamundaVersionUnknown>()(
  "CamundaVersionUnknown",
  {
    component: ComponentName,
    version: Schema.String,
    known: Schema.Array(Schema.String)
  }
) {
  override get message() {
    return (
      `No backup was taken: which indices belong to ${this.component} ${this.version} is not known. Known: ${this.known.join(", ")}. ` +
      "Set CAMUNDA_BACKUP_CAMUNDA_VERSION to the exact version of Operate and Tasklist."
    )
  }
}

/** An index would be in two parts; a restore would fail on the second one. */
export class IndexInSeveralParts extends Schema.TaggedError<IndexInSeveralParts>()("IndexInSeveralParts", {
  index: Schema.String,
  parts: Schema.Array(Schema.Int)
}) {
  override get message() {
    return (
      `No backup was taken: index [${this.index}] would come into parts ${this.parts.join(" and ")}, which could not be restored. ` +
      `Look for an alias that leads to it: GET /${this.index}/_alias`
    )
  }
}

/** Refused because of a setting: such a backup could be restored, but would lack the contents of these indices. */
export class IndicesInNoPart extends Schema.TaggedError<IndicesInNoPart>()("IndicesInNoPart", {
  component: ComponentName,
  indices: Schema.Array(Schema.Struct({ index: Schema.String, documents: Schema.NullOr(Schema.Finite) }))
}) {
  override get message() {
    return (
      `No backup was taken: no part of a backup of ${this.component} would hold [${describeAll(this.indices)}]. ` +
      "Delete or rename these indices, or set CAMUNDA_BACKUP_INDICES_IN_NO_PART=report to take backups without them."
    )
  }
}

/** No snapshot belongs to the id. `ended` describes an attempt that left none: when and why it ended. */
export class BackupNotFound extends Schema.TaggedError<BackupNotFound>()("BackupNotFound", {
  backupId: Id,
  ended: Schema.NullOr(Schema.Struct({ askedAt: Schema.String, at: Schema.String, reason: Schema.String }))
}) {
  override get message() {
    const plain = `No backup with id [${this.backupId}] found.`
    return this.ended === null
      ? plain
      : `${plain} It was asked for at ${this.ended.askedAt} and left no snapshot; the attempt ended at ${this.ended.at}: ${this.ended.reason}`
  }
}

/** No snapshot repository is set (`CAMUNDA_BACKUP_REPOSITORY`, `Settings.repository`). */
export class RepositoryNotConfigured extends Schema.TaggedError<RepositoryNotConfigured>()(
  "RepositoryNotConfigured",
  {}
) {
  override get message() {
    return "No backup repository configured."
  }
}

/**
 * The deletion was not finished in time: snapshots are left or, if `remaining` is empty, the journal could not be written. It continues by itself;
 * the same request may be sent again.
 */
export class DeleteUnfinished extends Schema.TaggedError<DeleteUnfinished>()("DeleteUnfinished", {
  backupId: Id,
  remaining: Schema.Array(Schema.String),
  waitedMillis: Schema.Int
}) {
  override get message() {
    return (
      `Backup [${this.backupId}] is not deleted yet after ${Quantities.duration(this.waitedMillis)} ` +
      "(CAMUNDA_BACKUP_RETRY_BUDGET and CAMUNDA_BACKUP_MASTER_TIMEOUT). " +
      `Still there: [${this.remaining.join(", ")}]. ` +
      (this.remaining.length === 0
        ? "That it is done could not be written into the journal, and until then its id is not free. "
        : "Elasticsearch deletes nothing from a repository while a snapshot is being copied into it; look at GET /_snapshot/_status. ") +
      "It goes on by itself; send the request again to wait for it."
    )
  }
}

/** What every request can fail with: no repository is set, or Elasticsearch is unreachable, refuses, or does not know the repository. */
export type ReadError = RepositoryNotConfigured | StoreError

/** Why a backup is not started. */
export type CreateError =
  | ReadError
  | BackupExists
  | BackupRunning
  | RestoreRunning
  | BackupBeingDeleted
  | RequiredIndexMissing
  | CamundaVersionUnknown
  | IndexInSeveralParts
  | IndicesInNoPart
  | AnnotationTooLarge

/** Why a backup of one component is not started where several were requested. */
export type CreateGroupError = CreateError | BackupWithheld

/** Why a backup cannot be shown. */
export type GetError = ReadError | BackupNotFound

/** Why a backup is not, or not yet, deleted. */
export type DeleteError = ReadError | BackupNotFound | DeleteUnfinished | RestoreRunning

/** Why a backup is not cancelled. */
export type CancelError = ReadError | BackupNotRunning

/** Why a backup is not resumed. */
export type ResumeError = ReadError | BackupNotFound | BackupRunning | RestoreRunning | ResumeRefused

/** Why a restore or drill is not begun, or not gone on with. */
export type RestoreStartError =
  | ReadError
  | BackupNotFound
  | BackupRunning
  | BackupBeingDeleted
  | RestoreRunning
  | RestoreRefused
  | RestorePlanChanged

/** Why a restore or drill cannot be shown. */
export type RestoreGetError = ReadError | RestoreNotFound

/** Why a restore or drill is not cancelled. */
export type RestoreCancelError = RestoreGetError | RestoreNotRunning

/** Why a restore or drill is not gone on with. */
export type RestoreResumeError = RestoreGetError | RestoreStartError

/** Why a schedule is not paused or resumed. */
export type ScheduleError = ReadError | ScheduleNotSet

/** Everything that a request can fail with where it is carried out. What can go wrong on the way there is a `TransportError`. */
export type BackupError =
  | InvalidBackupId
  | InvalidPattern
  | BackupExists
  | BackupRunning
  | BackupBeingDeleted
  | BackupWithheld
  | BackupNotRunning
  | ResumeRefused
  | RequiredIndexMissing
  | CamundaVersionUnknown
  | IndexInSeveralParts
  | IndicesInNoPart
  | AnnotationTooLarge
  | BackupNotFound
  | RepositoryNotConfigured
  | DeleteUnfinished
  | RestoreError
  | ScheduleNotSet
  | StoreError
