/** The table of `check` and `create` over real servers. */
import { describe } from "vitest"
import { realBackend, versions } from "../test/harness/realBackend.ts"
import { commonRows } from "../test/suites/agreementRows.ts"
import { agreementSuite } from "../test/suites/agreementSuite.ts"
import { realRows } from "../test/suites/realRows.ts"

describe.each(versions)("Elasticsearch %s", (version) => {
  agreementSuite(realBackend(version), [...commonRows, ...realRows])
})
