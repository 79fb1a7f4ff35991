/** A short soak in every CI; `npm run soak -- --minutes 60` is the long one. */
import { expect, it } from "vitest"
import { grown } from "../test-soak/report.ts"
import { soak } from "../test-soak/soak.ts"

it("a replica that is polled for a minute over faults and the death of the other says nothing wrong, and does not grow", async () => {
  const found = await soak(60, 20_261_128, () => {})
  expect(found.wrong).toEqual([])
  expect(grown(found)).toEqual([])
  // The faults and deaths that it is about did happen.
  for (const what of ["create 202", "delete 204", "faults", "SIGKILL", "list"])
    expect(found.counts[what]).toBeGreaterThan(0)
})
