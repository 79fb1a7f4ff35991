import { emulatorBackend } from "./harness/emulatorBackend.ts"
import { restoreSuite } from "./suites/restoreSuite.ts"

restoreSuite(emulatorBackend)
