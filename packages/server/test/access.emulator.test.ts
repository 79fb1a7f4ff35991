/** Tokens and roles over HTTP: what a request needs, who is written down, and what a page of another site cannot do. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Identity } from "../src/access/Identity.ts"
import type { AccessPolicy } from "../src/access/AccessPolicy.ts"
import { type EmulatorBackend, emulatorBackend } from "./harness/emulatorBackend.ts"
import { json, send } from "./harness/http.ts"
import { startServer, type TestServer } from "./harness/server.ts"
import { isState, until } from "./harness/until.ts"

const who: Readonly<Record<string, Identity>> = {
  viewer: { name: "vera", role: "viewer", components: null },
  operator: { name: "omar", role: "operator", components: null },
  admin: { name: "amal", role: "admin", components: null },
  tasklist: { name: "tara", role: "admin", components: ["tasklist"] }
}

const policy: AccessPolicy = {
  kind: "file",
  identify: ({ authorization }) => Promise.resolve(who[authorization?.replace("Bearer ", "") ?? ""] ?? null)
}

let backend: EmulatorBackend
let server: TestServer

beforeAll(async () => {
  backend = await emulatorBackend()
  backend.emulator.repositories.put("r")
  server = await startServer(backend.url, { repository: "r" }, undefined, policy)
})
afterAll(async () => {
  await server.close()
  await backend.close()
})

const as = (name: string, method: string, path: string, body?: object) =>
  send(server.url, method, path, {
    headers: { ...json, ...(name === "" ? {} : { authorization: `Bearer ${name}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })

describe("without credentials", () => {
  it("tells how it lives, and nothing else", async () => {
    expect((await as("", "GET", "/actuator/health/liveness")).status).toBe(200)
    expect((await as("", "GET", "/actuator/health")).status).toBe(200)
    for (const path of [
      "/metrics",
      "/openapi.json",
      "/api/v1/backups",
      "/actuator/backups",
      "/nothing",
      "/api/v1/nothing"
    ]) {
      const refused = await as("", "GET", path)
      expect([path, refused.status, refused.headers["www-authenticate"]]).toEqual([
        path,
        401,
        'Bearer realm="camunda-backup", Basic realm="camunda-backup", charset="UTF-8"'
      ])
    }
  })

  it("says in the words of each API what is missing", async () => {
    expect((await as("", "GET", "/api/v1/backups")).json).toMatchObject({
      status: 401,
      code: "unauthenticated",
      hint: expect.stringContaining("--token-file")
    })
    expect((await as("wrong", "GET", "/operate/actuator/backups")).json).toMatchObject({
      status: 401,
      message: "The credentials of this request are not known here.",
      type: "Unauthorized"
    })
  })
})

describe("with a token", () => {
  it("takes, looks and deletes as its role allows, and who it was is in the journal and in the log", async () => {
    const path = "/api/v1/backups/tasklist/7"
    const wanted = { backupId: "7", components: ["tasklist"] }
    expect((await as("viewer", "POST", "/api/v1/backups", wanted)).json).toMatchObject({
      status: 403,
      code: "forbidden",
      detail: "This request needs the role operator, which vera does not have."
    })
    expect((await as("operator", "POST", "/api/v1/backups", wanted)).status).toBe(202)
    await until(() => as("viewer", "GET", path), isState("COMPLETED"))
    const { json: attempts } = await as("viewer", "GET", `${path}/attempts`)
    expect(JSON.stringify(attempts)).toMatch(/"askedBy":"omar 127\.0\.0\.1/)
    expect((await as("operator", "DELETE", path)).status).toBe(403)
    expect((await as("admin", "DELETE", path)).status).toBe(204)
    const audit = server.logs.filter((x) => x["message"] === "audit")
    expect(audit.map((x) => [x["who"], x["role"], x["method"], x["path"], x["outcome"], x["made"]])).toEqual([
      ["vera", "viewer", "POST", "/api/v1/backups", "refused", undefined],
      ["omar", "operator", "POST", "/api/v1/backups", "done", path],
      ["omar", "operator", "DELETE", path, "refused", undefined],
      ["amal", "admin", "DELETE", path, "done", undefined]
    ])
    expect(JSON.stringify(audit)).not.toContain("Bearer")
    expect(server.logs).toContainEqual(
      expect.objectContaining({
        message: "request",
        method: "DELETE",
        who: "amal",
        role: "admin",
        status: 204
      })
    )
    expect(JSON.stringify(server.logs)).not.toContain("Bearer")
  })

  it("limited to a component changes nothing of another, whatever the body asks for", async () => {
    expect(
      (await as("tasklist", "POST", "/api/v1/backups", { components: ["operate", "tasklist"] })).status
    ).toBe(403)
    expect((await as("tasklist", "POST", "/actuator/backups", { backupId: 8 })).status).toBe(403)
    const drill = { component: "operate", backupId: "7", target: "drill" }
    expect((await as("tasklist", "POST", "/api/v1/restores", drill)).status).toBe(403)
  })

  it("of an operator drills, and restores nothing in place", async () => {
    const asked = { component: "operate", backupId: "99", target: "in-place", digest: "x" }
    expect((await as("operator", "POST", "/api/v1/restores", asked)).json).toMatchObject({
      code: "forbidden",
      detail: "This request needs the role admin, which omar does not have."
    })
    expect((await as("operator", "POST", "/api/v1/restores", { ...asked, target: "drill" })).status).not.toBe(
      403
    )
  })
})

describe("a page of another site", () => {
  const cross = (headers: Readonly<Record<string, string>>) =>
    send(server.url, "POST", "/api/v1/backups", {
      headers: { "content-type": "text/plain", authorization: "Bearer admin", ...headers },
      body: "{}"
    })

  it.each([
    [{ origin: "https://evil.example" }],
    [{ origin: "null" }],
    [{ "sec-fetch-site": "cross-site" }],
    [{ "sec-fetch-site": "same-site" }]
  ])("changes nothing with the credentials of the browser: %j", async (headers) => {
    expect((await cross(headers)).json).toMatchObject({ status: 403, code: "cross-site" })
  })

  it("is told from a page of this server and from a program", async () => {
    const { host } = new URL(server.url)
    expect((await cross({ origin: `http://${host}`, "sec-fetch-site": "same-origin" })).status).toBe(415)
    expect((await cross({})).status).toBe(415)
  })
})

describe("who asks", () => {
  it("is told with the installation, so that a front end can say beforehand what is refused", async () => {
    for (const [name, identity] of Object.entries(who))
      expect((await as(name, "GET", "/api/v1/installation")).json).toMatchObject({ identity })
    const anybody = await startServer(backend.url, { repository: "r" })
    const { json: told } = await send(anybody.url, "GET", "/api/v1/installation")
    expect(told).toMatchObject({ identity: null })
    await anybody.close()
  })
})
