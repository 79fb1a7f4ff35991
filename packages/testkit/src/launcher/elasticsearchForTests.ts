import { request } from "../installation/request.ts"
import { borrowElasticsearch, lenderVariable } from "./borrowElasticsearch.ts"
import { type RunningElasticsearch, startElasticsearch } from "./startElasticsearch.ts"

export interface ElasticsearchForTests {
  readonly url: string
  /** What the server says of itself: with `ELASTICSEARCH_URL` it need not be the version asked for. */
  readonly version: string
  /** Locations of file system repositories must be in here. */
  readonly repositoryPath: string
  /** To crash and restart it; undefined when the server is not ours (`ELASTICSEARCH_URL`). */
  readonly process: Pick<RunningElasticsearch, "kill" | "restart"> | undefined
  /** Ends it when it is ours, or gives it back. */
  readonly stop: () => Promise<void>
}

const serverVersion = async (url: string): Promise<string> => {
  const answer = await request(url, "GET", "/_nodes/_local?filter_path=nodes.*.version").catch(
    (cause: unknown) => {
      throw new Error(`ELASTICSEARCH_URL (${new URL(url).host}) is set, but nothing answers there.`, {
        cause
      })
    }
  )
  const version = /"version":"([^"]+)"/.exec(answer.text)?.[1]
  if (answer.status !== 200 || version === undefined) {
    throw new Error(
      `ELASTICSEARCH_URL (${new URL(url).host}) does not answer as an Elasticsearch: ${answer.status} ${answer.text.slice(0, 300)}`
    )
  }
  return version
}

const given = async (
  url: string,
  environment: Readonly<Record<string, string | undefined>>
): Promise<ElasticsearchForTests> => {
  const repositoryPath = environment["ELASTICSEARCH_REPOSITORY_PATH"] ?? ""
  if (repositoryPath === "") {
    throw new Error(
      "ELASTICSEARCH_URL is set without ELASTICSEARCH_REPOSITORY_PATH: set it to a folder that the server has in its path.repo."
    )
  }
  return {
    url: url.replace(/\/+$/, ""),
    version: await serverVersion(url),
    repositoryPath,
    process: undefined,
    stop: () => Promise.resolve()
  }
}

const borrowed = async (lender: string, version: string): Promise<ElasticsearchForTests> => {
  const loan = await borrowElasticsearch(lender, version)
  const { url, repositoryPath, giveBack } = loan
  return {
    url,
    version: loan.version,
    repositoryPath,
    process: loan,
    stop: async () => {
      giveBack()
    }
  }
}

/**
 * The server a suite runs against: the one at `ELASTICSEARCH_URL` when set, otherwise the one that the run lends (it is empty, and nobody else
 * uses it until `stop`; a second call for the same version waits for that), otherwise one of our own. Rejects when there is none.
 */
export const elasticsearchForTests = async (
  version: string,
  environment: Readonly<Record<string, string | undefined>> = process.env
): Promise<ElasticsearchForTests> => {
  const url = environment["ELASTICSEARCH_URL"] ?? ""
  if (url !== "") return given(url, environment)
  const lender = environment[lenderVariable] ?? ""
  if (lender !== "") return borrowed(lender, version)
  const running = await startElasticsearch({ version, inMemory: true })
  return {
    url: running.url,
    version: running.version,
    repositoryPath: running.repositoryPath,
    process: running,
    stop: running.stop
  }
}
