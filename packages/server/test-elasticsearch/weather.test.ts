import { describe } from "vitest"
import { realBackend, versions } from "../test/harness/realBackend.ts"
import { weatherSuite } from "../test/suites/weatherSuite.ts"

describe.each(versions)("Elasticsearch %s", (version) => {
  weatherSuite(realBackend(version))
})
