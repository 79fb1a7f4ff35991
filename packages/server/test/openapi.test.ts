import { createConfig, lintFromString } from "@redocly/openapi-core"
import { execFile } from "node:child_process"
import path from "node:path"
import { promisify } from "node:util"
import { describe, expect, it } from "vitest"
import { description } from "../src/openapi/description.ts"
import { deviation } from "./harness/conformance.ts"
import { send } from "./harness/http.ts"
import { startServer } from "./harness/server.ts"

describe("the description", () => {
  it("is OpenAPI 3.1 without a complaint of a linter", async () => {
    const config = await createConfig({
      extends: ["recommended-strict"],
      rules: {
        // Where a server is, and who may ask it, is for each installation to say.
        "no-empty-servers": "off",
        "security-defined": "off"
      }
    })
    const problems = await lintFromString({ source: description("1.2.3"), config })
    expect(problems.map((x) => `${x.ruleId} ${x.location[0]?.pointer ?? ""}: ${x.message}`)).toEqual([])
  })

  it("is served, also while Elasticsearch is away", async () => {
    const server = await startServer("http://127.0.0.1:1")
    const reply = await send(server.url, "GET", "/openapi.json")
    expect(reply.status).toBe(200)
    expect(reply.json).toMatchObject({
      openapi: "3.1.0",
      info: { title: "camunda-backup", version: "0.0.0-test" }
    })
    expect((await send(server.url, "POST", "/openapi.json")).status).toBe(405)
    await server.close()
  })

  it("has the tables of docs/http-api.md (npm run docs)", async () => {
    const script = path.resolve(import.meta.dirname, "../../../scripts/http-api.mjs")
    const args = ["--conditions=@camunda-backup/source", script, "--check"]
    expect(await promisify(execFile)(process.execPath, args)).toEqual({ stdout: "", stderr: "" })
  })

  it("is what the tests hold every answer against", () => {
    const reply = (status: number, json: unknown, type = "application/json") => ({
      status,
      headers: { "content-type": type },
      text: JSON.stringify(json),
      json
    })
    const check = { severity: "ok", checkedAt: "2026-11-25T23:32:57.109Z", findings: [] }
    const of = (x: ReturnType<typeof reply>) => deviation("GET", "/api/v1/check?x", x)
    expect(of(reply(200, check))).toBeNull()
    expect(of(reply(200, { ...check, more: 1 }))).toContain("must NOT have additional properties")
    expect(of(reply(200, { ...check, severity: "fine" }))).toContain("must be equal to one of")
    expect(of(reply(200, { ...check, checkedAt: "yesterday" }))).toContain('match format "date-time"')
    expect(of(reply(418, check))).toContain("does not know")
    expect(of(reply(200, check, "text/html"))).toContain("as text/html")
    expect(deviation("GET", "/elsewhere", reply(418, check))).toBeNull()
  })
})
