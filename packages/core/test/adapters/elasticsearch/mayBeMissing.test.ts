/** What a 404 says about an index or a document that need not exist. */
import { errors } from "@elastic/elasticsearch"
import { expect, it } from "vitest"
import { type AndMissing, read } from "../../../src/adapters/elasticsearch/mayBeMissing.ts"

const meta = {
  context: null,
  name: "test",
  request: { params: { method: "GET", path: "/" }, options: {}, id: 1 },
  connection: null,
  attempts: 0,
  aborted: false
}

const answer = (statusCode: number, body: unknown) => (options: AndMissing) => {
  expect(options).toEqual({ ignore: [404], meta: true })
  return Promise.resolve({ statusCode, body, headers: {}, warnings: null, meta })
}

it("gives the body of what exists", async () => {
  expect(await read(answer(200, { _id: "a", found: true }))).toEqual({ _id: "a", found: true })
})

it("says that the document is missing", async () => {
  expect(await read(answer(404, { _index: "journal", _id: "a", found: false }))).toBe("no document")
})

it("says that the index is missing", async () => {
  expect(await read(answer(404, { error: { type: "index_not_found_exception" }, status: 404 }))).toBe(
    "no index"
  )
})

it.each([
  ["another error", { error: { type: "repository_missing_exception" }, status: 404 }],
  ["an unknown path", { error: "no handler found for uri [/journal]" }],
  ["another service's page", "<html></html>"],
  ["nothing", ""]
])("concludes nothing from %s", async (_, body) => {
  const failed = await read(answer(404, body)).catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(errors.ResponseError)
  expect(failed).toMatchObject({ statusCode: 404, body })
})
