/**
 * Backups of Camunda 8.7's Operate and Tasklist data in Elasticsearch, for programs: make a layer with `layerElasticsearch`, call `BackupApi`.
 */
export * as Attempt from "./domain/Attempt.ts"
export * as Backup from "./domain/Backup.ts"
export * as BackupDetails from "./domain/BackupDetails.ts"
export * as BackupError from "./domain/BackupError.ts"
export * as BackupEvent from "./domain/BackupEvent.ts"
export * as BackupId from "./domain/BackupId.ts"
export * as BackupPage from "./domain/BackupPage.ts"
export * as BackupState from "./domain/BackupState.ts"
export * as CamundaVersion from "./domain/CamundaVersion.ts"
export * as Component from "./domain/Component.ts"
export * as CreatePlan from "./domain/CreatePlan.ts"
export * as End from "./domain/End.ts"
export * as Finding from "./domain/Finding.ts"
export * as IndexExpression from "./domain/IndexExpression.ts"
export * as IndexSets from "./domain/IndexSets.ts"
export * as JournalEntry from "./domain/JournalEntry.ts"
export * as ListPattern from "./domain/ListPattern.ts"
export * as Progress from "./domain/Progress.ts"
export * as Snapshot from "./domain/Snapshot.ts"
export * as SnapshotName from "./domain/SnapshotName.ts"
export * as AttemptDto from "./contract/AttemptDto.ts"
export * as BackupDto from "./contract/BackupDto.ts"
export * as CheckDto from "./contract/CheckDto.ts"
export * as DetailsDto from "./contract/DetailsDto.ts"
export * as ErrorDto from "./contract/ErrorDto.ts"
export * as EventDto from "./contract/EventDto.ts"
export * as PageDto from "./contract/PageDto.ts"
export * as CoreEnvironment from "./config/environment.ts"
export * as Settings from "./config/Settings.ts"
export * as Variables from "./config/Variables.ts"
export { BackupApi, type ListOptions } from "./ports/BackupApi.ts"
export { BackupDesk, type Created, type Outcome, type Planned } from "./ports/BackupDesk.ts"
export { Check, type Report } from "./ports/Check.ts"
export { EventFeed, type FeedItem } from "./ports/EventFeed.ts"
export { IndexCatalog } from "./ports/IndexCatalog.ts"
export { Journal } from "./ports/Journal.ts"
export { Lease, type Held, type Scope } from "./ports/Lease.ts"
export { Documents } from "./ports/Documents.ts"
export { SnapshotStore } from "./ports/SnapshotStore.ts"
export type { Connection } from "./config/Connection.ts"
export * as MemoryDocuments from "./adapters/memory/MemoryDocuments.ts"
export * as MemoryElasticsearch from "./adapters/memory/MemoryElasticsearch.ts"
export * as HttpBackupApi from "./adapters/http/HttpBackupApi.ts"
export {
  layerElasticsearch,
  layerHttp,
  layerJournalElasticsearch,
  layerJournalMemory,
  layerMemory,
  type Services
} from "./layers.ts"
