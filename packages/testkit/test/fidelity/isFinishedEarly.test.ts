import { expect, it } from "vitest"
import { isFinishedEarly } from "../../src/fidelity/isFinishedEarly.ts"

const waiting = "/_snapshot/r/s/_restore?wait_for_completion=true"

it.each([
  [waiting, 200, { accepted: true }, true],
  ["/_snapshot/r/s/_restore?master_timeout=5s&wait_for_completion=true", 200, { accepted: true }, true],
  [
    waiting,
    200,
    { snapshot: { snapshot: "s", indices: ["a"], shards: { total: 1, failed: 0, successful: 1 } } },
    false
  ],
  [waiting, 400, { accepted: true }, false],
  [waiting, 200, { accepted: false }, false],
  ["/_snapshot/r/s/_restore", 200, { accepted: true }, false],
  ["/_snapshot/r/s?wait_for_completion=true", 200, { accepted: true }, false]
])("of %s, answered %i %j: %s", (path, status, body, expected) => {
  expect(isFinishedEarly(["POST", path], { status, body })).toBe(expected)
})
