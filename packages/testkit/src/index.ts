/** What it takes to test against Elasticsearch: an emulator in this process, a real server from Maven artifacts, a Camunda installation. */
export * from "./emulator/Emulator.ts"
export type { FaultAction, FaultMatch, FaultRule, Fault } from "./emulator/http/Faults.ts"
export type { RecordedRequest } from "./emulator/http/RequestLog.ts"
export type { Personality } from "./emulator/Personality.ts"
export { type InstallationOptions } from "./installation/InstallationOptions.ts"
export { buildInstallation } from "./installation/buildInstallation.ts"
export { compareInstallations } from "./installation/compareInstallations.ts"
export { deleteInstallation } from "./installation/deleteInstallation.ts"
export { describeInstallation, type Installation } from "./installation/describeInstallation.ts"
export { readInstallation } from "./installation/readInstallation.ts"
export { registerRepository } from "./installation/registerRepository.ts"
export { elasticsearchAvailable } from "./launcher/elasticsearchAvailable.ts"
export { elasticsearchForTests } from "./launcher/elasticsearchForTests.ts"
export {
  type ElasticsearchOptions,
  type RunningElasticsearch,
  startElasticsearch
} from "./launcher/startElasticsearch.ts"
