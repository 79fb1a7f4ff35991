/** What it takes to test against Elasticsearch: an emulator in this process, a real server from Maven artifacts, a Camunda installation. */
export type { AdvancingClock, Clock } from "./clock/Clock.ts"
export { followingClock, manualClock } from "./clock/followingClock.ts"
export * from "./emulator/Emulator.ts"
export type { FaultAction, FaultMatch, FaultRule, SubstituteAction } from "./faults/FaultRule.ts"
export type { Fault, FaultReport, Faults } from "./faults/Faults.ts"
export type { RecordedRequest, RequestLog } from "./faults/RequestLog.ts"
export { type FaultProxy, type FaultProxyOptions, startFaultProxy } from "./proxy/startFaultProxy.ts"
export type { IndexControl, SeededDocument, SeededIndex } from "./emulator/indices/IndexControl.ts"
export type { RepositoryControl } from "./emulator/repositories/RepositoryControl.ts"
export type { ShardFailure, Snapshot, SnapshotState } from "./emulator/snapshots/Snapshot.ts"
export type { SeededSnapshot, SnapshotControl } from "./emulator/snapshots/SnapshotControl.ts"
export type { Hold, Outcome } from "./emulator/snapshots/SnapshotDirectives.ts"
export type { Personality } from "./emulator/Personality.ts"
export { type SeededRandom, seededRandom } from "./installation/seededRandom.ts"
export { type InstallationOptions } from "./installation/InstallationOptions.ts"
export { buildInstallation } from "./installation/buildInstallation.ts"
export { compareInstallations } from "./installation/compareInstallations.ts"
export { deleteInstallation } from "./installation/deleteInstallation.ts"
export {
  describeInstallation,
  type IndexBody,
  type Installation,
  type InstallationDocument,
  type InstallationIndex,
  type InstallationTemplate
} from "./installation/describeInstallation.ts"
export type { IndexContent, InstallationContent } from "./installation/readInstallation.ts"
export { readInstallation } from "./installation/readInstallation.ts"
export { registerRepository } from "./installation/registerRepository.ts"
export { type Availability, elasticsearchAvailable } from "./launcher/elasticsearchAvailable.ts"
export { type ElasticsearchForTests, elasticsearchForTests } from "./launcher/elasticsearchForTests.ts"
export type { ServerExit } from "./launcher/ServerProcess.ts"
export {
  type ElasticsearchOptions,
  type RunningElasticsearch,
  startElasticsearch
} from "./launcher/startElasticsearch.ts"
