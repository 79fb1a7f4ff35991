/** The table of `check` and `create`, over the emulator; `docs/check.md` is made from it. */
import { expect, it } from "vitest"
import { emulatorBackend } from "./harness/emulatorBackend.ts"
import { agreementDocument } from "./suites/agreementDocument.ts"
import { commonRows } from "./suites/agreementRows.ts"
import { agreementSuite } from "./suites/agreementSuite.ts"
import { emulatorRows } from "./suites/emulatorRows.ts"
import { realRows } from "./suites/realRows.ts"

agreementSuite(emulatorBackend, [...commonRows, ...emulatorRows])

it("is documented row by row (vitest -u writes it)", async () => {
  const text = agreementDocument([...commonRows, ...emulatorRows, ...realRows])
  await expect(text).toMatchFileSnapshot("../../../docs/check.md")
})
