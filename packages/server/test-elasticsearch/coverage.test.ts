import { describe } from "vitest"
import { realBackend, versions } from "../test/harness/realBackend.ts"
import { coverageSuite } from "../test/suites/coverageSuite.ts"

describe.each(versions)("Elasticsearch %s", (version) => {
  coverageSuite(realBackend(version))
})
