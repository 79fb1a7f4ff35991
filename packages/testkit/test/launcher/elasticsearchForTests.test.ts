import { createServer } from "node:http"
import { afterEach, expect, it } from "vitest"
import { elasticsearchAvailable } from "../../src/launcher/elasticsearchAvailable.ts"
import { elasticsearchForTests } from "../../src/launcher/elasticsearchForTests.ts"

const closing: Array<() => void> = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

const serve = async (status: number, body: string): Promise<string> => {
  const server = createServer((_, response) => response.writeHead(status).end(body))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  closing.push(() => server.close())
  const address = server.address()
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`
}

it("uses the server that is given, and reports the version it really has", async () => {
  const url = await serve(200, '{"nodes":{"x":{"version":"9.2.2"}}}')
  const environment = { ELASTICSEARCH_URL: `${url}/`, ELASTICSEARCH_REPOSITORY_PATH: "/repositories" }
  expect(await elasticsearchForTests("8.19.21", environment)).toMatchObject({
    url,
    version: "9.2.2",
    repositoryPath: "/repositories",
    process: undefined
  })
  expect(await elasticsearchAvailable("8.19.21", environment)).toEqual({ available: true })
})

it("refuses a given server without a repository path, or that is none", async () => {
  const url = await serve(401, '{"error":"security"}')
  await expect(elasticsearchForTests("8.19.21", { ELASTICSEARCH_URL: url })).rejects.toThrow(
    "ELASTICSEARCH_REPOSITORY_PATH"
  )
  await expect(
    elasticsearchForTests("8.19.21", { ELASTICSEARCH_URL: url, ELASTICSEARCH_REPOSITORY_PATH: "/r" })
  ).rejects.toThrow('does not answer as an Elasticsearch: 401 {"error":"security"}')
})

it("says why there is no server, and on CI makes that a failure", async () => {
  expect(await elasticsearchAvailable("7.17.0", {})).toEqual({
    available: false,
    reason: expect.stringContaining("7.17.0 cannot be launched")
  })
  await expect(elasticsearchAvailable("7.17.0", { CI: "true" })).rejects.toThrow("on CI that is a failure")
})
