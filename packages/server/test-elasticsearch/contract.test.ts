import { backupApiContract, elasticsearchBackupApiWorld } from "@camunda-backup/testkit/contracts"
import { describe } from "vitest"
import { httpApi } from "../test/harness/httpApi.ts"
import { realBackend, versions } from "../test/harness/realBackend.ts"
import { contractSuite } from "../test/suites/contractSuite.ts"

describe.each(versions)("Elasticsearch %s", (version) => {
  const makeBackend = realBackend(version)
  contractSuite(makeBackend)
  backupApiContract("over HTTP, over a real server", async () => {
    const { url, server, close } = await makeBackend()
    const location = `${server.repositoryPath}/`
    return elasticsearchBackupApiWorld({ url, location, close, api: httpApi })
  })
})
