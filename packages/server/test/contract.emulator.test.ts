import { emulatorBackend } from "./harness/emulatorBackend.ts"
import { contractSuite } from "./suites/contractSuite.ts"

contractSuite(emulatorBackend)
