import { describe } from "vitest"
import { realBackend, versions } from "../test/harness/realBackend.ts"
import { contractSuite } from "../test/suites/contractSuite.ts"

describe.each(versions)("Elasticsearch %s", (version) => {
  contractSuite(realBackend(version))
})
