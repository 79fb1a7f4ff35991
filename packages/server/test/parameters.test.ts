/** A misspelt parameter would answer with everything: it is refused, with the nearest that exists. The routes know those that the description has. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { emulatorBackend } from "./harness/emulatorBackend.ts"
import { send } from "./harness/http.ts"
import { startServer, type TestServer } from "./harness/server.ts"

interface Operation {
  readonly parameters?: ReadonlyArray<{ readonly name: string; readonly in: string }>
}

let server: TestServer
let close: () => Promise<void>
beforeAll(async () => {
  const backend = await emulatorBackend()
  server = await startServer(backend.url, { repository: await backend.newRepository() })
  close = async () => {
    await server.close()
    await backend.close()
  }
})
afterAll(() => close())

describe("a parameter that a request does not have", () => {
  it.each([
    [
      "/api/v1/backups?stat=FAILED",
      "This request has no parameter 'stat'; did you mean state? Known: component, pattern, state"
    ],
    ["/api/v1/backups?component=operate&limt=5", "did you mean limit?"],
    ["/api/v1/check?component=operate", "This request has no parameter 'component'. It takes none."],
    ["/api/v1/restores?colour=red", "This request has no parameter 'colour'. Known: component."],
    ["/api/v1/events?componet=operate", "did you mean component?"]
  ])("is refused: %s", async (path, words) => {
    const { json, status } = await send(server.url, "GET", path)
    expect(status).toBe(400)
    expect(json).toMatchObject({
      code: "parameter-unknown",
      detail: expect.stringContaining(words)
    })
  })

  it("of Camunda's own API is ignored, as Camunda does", async () => {
    expect((await send(server.url, "GET", "/operate/actuator/backups?stat=FAILED")).status).toBe(200)
  })

  it("is none that the description has, for every request that reads", async () => {
    const description: { readonly paths: Readonly<Record<string, { readonly get?: Operation }>> } =
      JSON.parse((await send(server.url, "GET", "/openapi.json")).text)
    const described = Object.entries(description.paths).flatMap(([path, { get }]) =>
      path.startsWith("/api/v1/") && get !== undefined
        ? [[path, (get.parameters ?? []).filter((x) => x.in === "query").map((x) => x.name)] as const]
        : []
    )
    expect(described.length).toBeGreaterThan(8)
    for (const [path, names] of described) {
      const at = path.replaceAll("{component}", "operate").replaceAll(/\{\w+\}/g, "5")
      const query = [...names.map((x) => `${x}=`), "no-such-parameter=1"].join("&")
      const { text } = await send(server.url, "GET", `${at}?${query}`)
      // The last one alone is unknown, and the answer names those that are known.
      expect({ path, ...JSON.parse(text) }).toMatchObject({ path, code: "parameter-unknown" })
      for (const told of names.length === 0 ? ["It takes none."] : names)
        expect(JSON.parse(text).detail).toContain(told)
    }
  })
})
