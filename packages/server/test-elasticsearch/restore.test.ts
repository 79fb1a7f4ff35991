/** Restores and drills over real servers. */
import { describe } from "vitest"
import { realBackend, versions } from "../test/harness/realBackend.ts"
import { restoreSuite } from "../test/suites/restoreSuite.ts"

describe.each(versions)("Elasticsearch %s", (version) => {
  restoreSuite(realBackend(version))
})
