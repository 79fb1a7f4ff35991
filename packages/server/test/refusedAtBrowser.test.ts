/** What a person at a browser gets who is refused at `/`: a page with the same status and headers; and that programs get what they always got. */
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest"
import type { AccessPolicy } from "../src/access/AccessPolicy.ts"
import { headers as policy } from "../src/page/policy.ts"
import { type Reply, send, type Sent } from "./harness/http.ts"
import { startServer, type TestServer } from "./harness/server.ts"

/** What Firefox and Chromium send for an address that somebody typed. */
const browser = { accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" }

let server: TestServer

const named: AccessPolicy = {
  kind: "file",
  identify: ({ authorization }) =>
    Promise.resolve(
      authorization === "Bearer right" ? { name: "vera", role: "viewer", components: null } : null
    )
}

beforeAll(async () => {
  server = await startServer("http://127.0.0.1:1", {}, undefined, named)
})
afterAll(() => server.close())

const right = { authorization: "Bearer right" }

interface Case {
  readonly name: string
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly status: number
  readonly says: string
}

const cases: ReadonlyArray<Case> = [
  { name: "who says nothing", status: 401, says: "You are not signed in" },
  {
    name: "who says something wrong",
    headers: { authorization: "Basic dmVyYTp3cm9uZw==" },
    status: 401,
    says: "Name and token do not fit"
  },
  {
    name: "another parameter",
    path: "/?refesh=<b>1",
    headers: right,
    status: 400,
    says: "Load the page without parameters."
  },
  { name: "another value", path: "/?refresh=1", headers: right, status: 400, says: "one of 15, 60, 300" },
  { name: "another method", method: "PUT", headers: right, status: 405, says: "Allowed here: GET" },
  {
    name: "a page of another site",
    method: "POST",
    headers: { ...right, "sec-fetch-site": "cross-site" },
    status: 403,
    says: "from a page of another site"
  }
]

const ask = ({ headers, method = "GET", path = "/" }: Case, accept: Sent["headers"]): Promise<Reply> =>
  send(server.url, method, path, { headers: { ...headers, ...accept } })

const looksLikeAPage = ({ headers, text }: Reply): void => {
  expect(headers).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": policy["Content-Security-Policy"],
    vary: "Accept"
  })
  expect(text).toMatch(/^<!doctype html>\s*<html lang="en">/)
  expect(text).not.toMatch(/<script|<b>|\son\w+=|\sstyle=|https?:\/\/(?!www\.w3\.org\/2000\/svg)/)
}

describe.each(cases.map((x) => [x.name, x] as const))("%s", (_name, one) => {
  it("is a page for a browser, with the status and the headers that a program gets", async () => {
    const [page, problem] = [await ask(one, browser), await ask(one, { accept: "*/*" })]
    looksLikeAPage(page)
    expect(page.text).toContain(one.says)
    expect([page.status, problem.status]).toEqual([one.status, one.status])
    for (const name of ["www-authenticate", "allow", "retry-after"])
      expect(page.headers[name]).toEqual(problem.headers[name])
    expect(page.headers["www-authenticate"] === undefined).toBe(one.status !== 401)
  })

  it.each([undefined, "*/*", "application/json", "application/json, text/html;q=0.9", "text/plain", "x"])(
    "is a problem for a program that accepts %s",
    async (accept) => {
      const { headers, json, status } = await ask(one, accept === undefined ? {} : { accept })
      expect([status, headers["content-type"]]).toEqual([one.status, "application/problem+json"])
      expect(json).toMatchObject({ status: one.status, message: expect.any(String) })
    }
  )
})

it("answers HEAD with the headers of the page, and nothing else", async () => {
  const { headers, status, text } = await send(server.url, "HEAD", "/", { headers: browser })
  expect([status, text, headers["content-type"]]).toEqual([401, "", "text/html; charset=utf-8"])
})

it("is a problem at every other path, whoever asks", async () => {
  for (const path of ["/nothing", "/api/v1/backups", "/operate/actuator/backups", "//"]) {
    const { headers } = await send(server.url, "GET", path, { headers: browser })
    expect(headers["content-type"]).toBe("application/problem+json")
  }
})

it("says how long to wait where one address asks too often", async () => {
  const few = await startServer("http://127.0.0.1:1", {}, undefined, undefined, 1)
  onTestFinished(() => few.close())
  await send(few.url, "GET", "/actuator/info")
  const page = await send(few.url, "GET", "/", { headers: browser })
  looksLikeAPage(page)
  expect(page.status).toBe(429)
  expect(page.text).toContain(
    `Wait ${Number(page.headers["retry-after"]) === 60 ? "1m" : `${String(page.headers["retry-after"])}s`}, then`
  )
})
