import { emulatorBackend } from "./harness/emulatorBackend.ts"
import { weatherSuite } from "./suites/weatherSuite.ts"

weatherSuite(emulatorBackend)
