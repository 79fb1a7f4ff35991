import { emulatorBackend } from "./harness/emulatorBackend.ts"
import { coverageSuite } from "./suites/coverageSuite.ts"

coverageSuite(emulatorBackend)
