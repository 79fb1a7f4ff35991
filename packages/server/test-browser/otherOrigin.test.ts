/**
 * A page of somebody else in the browser of an operator. It may be at another site, at another port of this machine, or at a name that its owner
 * has come to mean this machine (DNS rebinding). It changes nothing and learns nothing.
 */
import { once } from "node:events"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import path from "node:path"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { hashOf } from "../src/access/accessFile.ts"
import { open, startBrowser } from "./harness/Browser.ts"
import { startWorld, type World } from "./harness/world.ts"

const stranger = "evil.example"
const folder = mkdtempSync(path.join(tmpdir(), "other-origin-"))
const token = "cbk_0123456789"
const httpCredentials = { username: "ada", password: token }

let browser: Browser
/** Nobody has to say who they are. */
let bare: World
/** The browser of an operator knows the credentials of an admin. */
let secured: World
let elsewhere: Server
let strangersPort: number

beforeAll(async () => {
  const file = path.join(folder, "access.yaml")
  writeFileSync(file, `tokens:\n  - name: ada\n    role: admin\n    sha256: ${hashOf(token)}\n`)
  bare = await startWorld()
  secured = await startWorld({ CAMUNDA_BACKUP_ACCESS_FILE: file })
  for (const world of [bare, secured]) world.seed(7, 1)
  browser = await startBrowser({}, [
    `--host-resolver-rules=MAP ${stranger} 127.0.0.1`,
    // Other browsers, and older ones, ask nobody before a page reaches this machine.
    "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests"
  ])
  elsewhere = createServer((_, response) => {
    response.setHeader("content-type", "text/html").end("<!doctype html><title>elsewhere</title><p>hello")
  }).listen(0, "127.0.0.1")
  await once(elsewhere, "listening")
  strangersPort = (elsewhere.address() as AddressInfo).port
})
afterAll(async () => {
  await browser.close()
  elsewhere.close()
  await Promise.all([bare.close(), secured.close()])
  rmSync(folder, { recursive: true })
})

/** What reached Elasticsearch that changes something there. */
const writes = ({ emulator }: World): ReadonlyArray<string> =>
  emulator.requests.all
    .filter((x) => x.method === "DELETE" || (x.method === "PUT" && x.path.startsWith("/_snapshot/")))
    .map((x) => `${x.method} ${x.path}`)

/** What a script of the page could read of each answer; empty where the browser kept it from it. Everything that a page can send without asking anybody. */
const attack = (page: Page, target: string): Promise<ReadonlyArray<string>> =>
  page.evaluate(async (url) => {
    const body = '{"backupId":1}'
    const text = { "content-type": "text/plain" }
    const json = { "content-type": "application/json" }
    const backups = `${url}/operate/actuator/backups`
    const all: ReadonlyArray<readonly [string, RequestInit]> = [
      [backups, {}],
      [`${url}/api/v1/backups`, {}],
      [`${url}/metrics`, {}],
      [`${url}/`, {}],
      [backups, { method: "POST", body, headers: text }],
      [backups, { method: "POST", body, headers: json }],
      [backups, { method: "POST", body: new URLSearchParams({ backupId: "1" }) }],
      [`${url}/api/v1/backups`, { method: "POST", body: "{}", headers: json }],
      [`${backups}/7`, { method: "DELETE" }],
      [`${url}/api/v1/backups/operate/7`, { method: "DELETE" }]
    ]
    const read: Array<string> = []
    const sent = all.flatMap(([address, how]) =>
      (["cors", "no-cors"] as const).map(async (mode) => {
        try {
          const response = await fetch(address, { ...how, mode, credentials: "include" })
          const answer = await response.text()
          if (response.ok && answer !== "") read.push(`${how.method ?? "GET"} ${address}: ${answer}`)
        } catch {
          // The browser refuses to send it, or to show the answer.
        }
      })
    )
    const beacons = navigator as unknown as { readonly sendBeacon: (to: string, body: unknown) => boolean }
    beacons.sendBeacon(backups, new Blob([body], { type: "text/plain" }))
    beacons.sendBeacon(backups, body)
    await Promise.all(sent)
    return read
  }, target)

/** A form needs no script, and takes the whole window with it. */
const submit = async (page: Page, url: string, type: string): Promise<void> => {
  await page.setContent(
    `<form method="post" enctype="${type}" action="${url}/operate/actuator/backups"><input name='{"backupId":1,"x":"' value='"}'><button>go</button></form>`
  )
  await Promise.all([page.waitForNavigation(), page.click("button")])
}

/** The document comes from whom the name meant before; what its script asks for goes to whom it means now. */
const servedByTheStranger = async (page: Page, origin: string): Promise<void> => {
  await page.route(`${origin}/page`, (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><title>hello</title>" })
  )
  await page.goto(`${origin}/page`)
}

it("such a page would read what is let through: the attack is a real one", async () => {
  const { close, page } = await open(browser, "about:blank")
  await servedByTheStranger(page, secured.url)
  const read = await page.evaluate(
    async (url) => (await fetch(`${url}/actuator/health/liveness`)).text(),
    secured.url
  )
  expect(JSON.parse(read)).toEqual({ status: "UP" })
  await close()
})

const worlds: ReadonlyArray<readonly [string, () => World]> = [
  ["a server that asks nobody who they are", () => bare],
  ["a server whose credentials the browser knows", () => secured]
]
const origins: ReadonlyArray<readonly [string, () => string]> = [
  ["another site", () => `http://${stranger}:${strangersPort}/`],
  ["another port of this machine", () => `http://127.0.0.1:${strangersPort}/`],
  ["another name of this machine", () => `http://localhost:${strangersPort}/`]
]

describe.each(worlds)("before %s", (_world, of) => {
  it.each(origins)("a page of %s changes nothing and reads nothing", async (_origin, from) => {
    const { url } = of()
    const { close, page } = await open(browser, from(), {
      httpCredentials: { ...httpCredentials, origin: url }
    })
    expect(await attack(page, url)).toEqual([])
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
      await submit(page, url, type)
    await close()
    expect(writes(of())).toEqual([])
  })

  it("a page of another site shows it in no frame", async () => {
    const { url } = of()
    const { close, page } = await open(browser, `http://${stranger}:${strangersPort}/`, {
      httpCredentials: { ...httpCredentials, origin: url }
    })
    await page.setContent(`<iframe src="${url}/"></iframe>`)
    await expect.poll(() => page.frames().length).toBe(2)
    const framed = page.frames()[1]
    await framed?.waitForLoadState()
    expect(await framed?.locator("h1").filter({ hasText: "backup" }).count()).toBe(0)
    await close()
    expect(writes(of())).toEqual([])
  })

  it("a name that came to mean this machine is not its own", async () => {
    const rebound = of().url.replace("127.0.0.1", stranger)
    // What the browser knows, it knows for another name; here it would ask the person.
    const { close, page } = await open(browser, "about:blank", {
      httpCredentials: { username: "nobody", password: "nothing", origin: rebound }
    })
    await servedByTheStranger(page, rebound)
    expect(await attack(page, rebound)).toEqual([])
    await close()
    expect(writes(of())).toEqual([])
  })
})
