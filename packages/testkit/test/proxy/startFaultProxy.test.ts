import { describe, expect, it } from "vitest"
import { manualClock } from "../../src/clock/followingClock.ts"
import { failure, proxied } from "./tinyTarget.ts"

describe("a fault proxy without a fault", () => {
  it("passes requests and answers on as they are", async () => {
    const { target, proxy } = await proxied()
    const answer = await fetch(`${proxy.url}/missing/a%2Fb?x=%20y`, {
      method: "POST",
      headers: { authorization: "ApiKey k", "content-type": "application/x-ndjson" },
      body: '{"ä":1}\n'
    })
    expect(answer.status).toBe(404)
    expect(answer.headers.get("x-elastic-product")).toBe("Elasticsearch")
    expect(answer.headers.get("x-twice")).toBe("1, 2")
    expect(await answer.json()).toEqual({ n: 1 })
    const [seen] = target.seen
    expect(seen).toMatchObject({
      method: "POST",
      url: "/missing/a%2Fb?x=%20y",
      body: '{"ä":1}\n',
      headers: {
        authorization: "ApiKey k",
        "content-type": "application/x-ndjson",
        host: new URL(target.url).host
      }
    })
    expect(proxy.requests.all).toMatchObject([{ method: "POST", path: "/missing/a/b", body: '{"ä":1}\n' }])
  })

  it("answers a HEAD without a body", async () => {
    const { proxy } = await proxied()
    const answer = await fetch(proxy.url, { method: "HEAD" })
    expect({ status: answer.status, text: await answer.text() }).toEqual({ status: 200, text: "" })
  })

  it("cuts the connection when its target does, and when its target is gone", async () => {
    const { target, proxy } = await proxied()
    expect(await failure(fetch(`${proxy.url}/cut`))).toMatch(/ECONNRESET|UND_ERR_SOCKET/)
    await target.close()
    expect(await failure(fetch(proxy.url))).toMatch(/ECONNRESET|UND_ERR_SOCKET/)
  })

  it("has no controls over HTTP unless asked for", async () => {
    const { target, proxy } = await proxied()
    await fetch(`${proxy.url}/_emulator/faults`)
    expect(target.seen).toHaveLength(1)
  })
})

describe("a fault proxy", () => {
  it("resets the connection before the request reached its target", async () => {
    const { target, proxy } = await proxied()
    proxy.faults.next({ method: "PUT", dropBefore: true })
    expect(await failure(fetch(proxy.url, { method: "PUT" }))).toBe("ECONNRESET")
    expect(target.seen).toEqual([])
    expect((await fetch(proxy.url, { method: "PUT" })).status).toBe(200)
  })

  it("resets the connection when its target has carried the request out", async () => {
    const { target, proxy } = await proxied()
    proxy.faults.next({ dropAfter: true })
    expect(await failure(fetch(proxy.url, { method: "PUT" }))).toBe("ECONNRESET")
    expect(target.seen).toHaveLength(1)
  })

  it("refuses connections until it is released", async () => {
    const { target, proxy } = await proxied()
    const fault = proxy.faults.next({ refuse: true })
    expect(await failure(fetch(proxy.url))).toMatch(/ECONNRESET|UND_ERR_SOCKET/)
    expect(await failure(fetch(proxy.url))).toBe("ECONNREFUSED")
    expect(target.seen).toEqual([])
    fault.release()
    await proxy.start()
    expect((await fetch(proxy.url)).status).toBe(200)
  })

  it("refuses connections for a time, and stays closed when it is stopped meanwhile", async () => {
    const { proxy } = await proxied()
    proxy.faults.next({ refuse: 60_000 })
    await failure(fetch(proxy.url))
    expect(await failure(fetch(proxy.url))).toBe("ECONNREFUSED")
    await proxy.start()
    const fault = proxy.faults.next({ refuse: true })
    await failure(fetch(proxy.url))
    await proxy.stop()
    fault.release()
    await fault.arrived
    expect(await failure(fetch(proxy.url))).toBe("ECONNREFUSED")
    await proxy.start()
    expect((await fetch(proxy.url)).status).toBe(200)
  })

  it("delays", async () => {
    const clock = manualClock()
    const { target, proxy } = await proxied({ clock })
    const fault = proxy.faults.next({ delay: 1000 })
    const answered = fetch(proxy.url)
    await fault.arrived
    expect(target.seen).toEqual([])
    clock.advance(1000)
    expect((await answered).status).toBe(200)
  })

  it("lets an answer drip", async () => {
    const clock = manualClock()
    const { proxy } = await proxied({ clock })
    proxy.faults.next({ drip: { bytes: 4, every: 1000 } })
    const answer = await fetch(proxy.url)
    const reader = answer.body?.getReader()
    const piece = async () => Buffer.from((await reader?.read())?.value ?? []).toString()
    expect(await piece()).toBe('{"n"')
    clock.advance(1000)
    expect(await piece()).toBe(":1}")
    expect((await reader?.read())?.done).toBe(true)
  })

  it("holds a request, or its answer, until it is released", async () => {
    const { target, proxy } = await proxied()
    const before = proxy.faults.next({ hold: true })
    const first = fetch(proxy.url)
    await before.arrived
    expect(target.seen).toEqual([])
    before.release()
    expect((await first).status).toBe(200)
    const after = proxy.faults.next({ hold: "after" })
    const second = fetch(proxy.url)
    await after.arrived
    after.release()
    expect(await (await second).json()).toEqual({ n: 2 })
  })

  it("answers in its target's place, applied or not", async () => {
    const { target, proxy } = await proxied()
    proxy.faults.next({ respond: { status: 503, body: { error: "x" }, headers: { "x-a": "b" } } })
    const answer = await fetch(proxy.url)
    expect(answer.status).toBe(503)
    expect(answer.headers.get("x-a")).toBe("b")
    expect(await answer.json()).toEqual({ error: "x" })
    expect(target.seen).toEqual([])
    proxy.faults.next({ html: 504, applied: true })
    const page = await fetch(proxy.url)
    expect(page.headers.get("content-type")).toBe("text/html")
    expect(await page.text()).toContain("504 Gateway Time-out")
    expect(target.seen).toHaveLength(1)
  })

  it("asks to come again later", async () => {
    const { proxy } = await proxied()
    proxy.faults.next({ retryAfter: 7 })
    const answer = await fetch(proxy.url)
    expect(answer.status).toBe(429)
    expect(answer.headers.get("retry-after")).toBe("7")
    expect(await answer.json()).toMatchObject({ error: { type: "es_rejected_execution_exception" } })
  })

  it("redirects to an error page", async () => {
    const { target, proxy } = await proxied()
    proxy.faults.next({ redirect: 502 })
    const followed = await fetch(`${proxy.url}/_snapshot/r/s`)
    expect(followed).toMatchObject({ status: 502, redirected: true })
    expect(await followed.text()).toContain("502 Bad Gateway")
    expect(target.seen).toEqual([])
  })

  it("cuts answers short", async () => {
    const { proxy } = await proxied()
    proxy.faults.next({ truncate: true })
    expect(await (await fetch(proxy.url)).text()).toBe('{"n')
    proxy.faults.next({ truncate: "connection" })
    const half = await fetch(proxy.url)
    await expect(half.text()).rejects.toThrow("terminated")
  })

  it("is controlled over HTTP, too", async () => {
    const { target, proxy } = await proxied({ faultApi: true })
    const made = await fetch(`${proxy.url}/_emulator/faults`, { method: "POST", body: '{"html":502}' })
    expect(made.status).toBe(201)
    expect((await fetch(proxy.url)).status).toBe(502)
    expect(await (await fetch(`${proxy.url}/_emulator/requests`)).json()).toMatchObject({
      requests: [{ method: "GET", path: "/", fault: "1" }]
    })
    expect((await fetch(`${proxy.url}/_emulator/crash`, { method: "POST" })).status).toBe(404)
    expect(target.seen).toEqual([])
  })
})
