/** A real Elasticsearch from Maven artifacts, and the one that a test run shares. */
export { type Availability, elasticsearchAvailable } from "./elasticsearchAvailable.ts"
export { type ElasticsearchForTests, elasticsearchForTests } from "./elasticsearchForTests.ts"
export type { ServerExit } from "./ServerProcess.ts"
export {
  type ElasticsearchOptions,
  type RunningElasticsearch,
  startElasticsearch
} from "./startElasticsearch.ts"
