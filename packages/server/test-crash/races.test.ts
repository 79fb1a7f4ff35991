/** Replicas race over the emulator. */
import { describe } from "vitest"
import { emulatorBackend } from "../test/harness/emulatorBackend.ts"
import { count, seed } from "./harness/counts.ts"
import { raceSuite } from "./suites/raceSuite.ts"

const rounds = count(250, 1000)

describe(`${rounds} races of replicas (CRASH_SEED=${seed})`, () => {
  raceSuite(
    async () => {
      const backend = await emulatorBackend()
      const { url, emulator, close } = backend
      return { backend, url, faults: emulator.faults, close }
    },
    seed,
    rounds,
    50
  )
})
