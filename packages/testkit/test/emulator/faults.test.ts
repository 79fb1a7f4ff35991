import { Client, errors } from "@elastic/elasticsearch"
import { describe, expect, it, onTestFinished } from "vitest"
import { testEmulator } from "./testEmulator.ts"

const create = { repository: "r", snapshot: "s", indices: "-*" }

const connect = async () => {
  const emulator = await testEmulator()
  const client = new Client({ node: emulator.url, maxRetries: 0, requestTimeout: 10_000 })
  onTestFinished(() => client.close())
  return { emulator, client }
}

describe("faults", () => {
  it("cuts the connection before anything happened", async () => {
    const { emulator, client } = await connect()
    emulator.faults.next({ method: "PUT", path: /^\/_snapshot\//, dropBefore: true })
    await expect(client.snapshot.create(create)).rejects.toThrow(errors.ConnectionError)
    expect(emulator.snapshots.names("r")).toEqual([])
    await client.snapshot.create(create)
    expect(emulator.snapshots.names("r")).toEqual(["s"])
  })

  it("loses the answer of what happened", async () => {
    const { emulator, client } = await connect()
    emulator.faults.next({ path: "/_snapshot/r/s", dropAfter: true })
    await expect(client.snapshot.create(create)).rejects.toThrow(errors.ConnectionError)
    expect(emulator.snapshots.names("r")).toEqual(["s"])
  })

  it("answers in Elasticsearch's place as often as told", async () => {
    const { emulator, client } = await connect()
    const body = { error: { type: "es_rejected_execution_exception", reason: "full" }, status: 429 }
    emulator.faults.next({ times: 2, respond: { status: 429, body } })
    const statuses = await Promise.all(
      [1, 2, 3].map(() =>
        client.snapshot
          .get({ repository: "r", snapshot: "*" }, { meta: true, ignore: [429] })
          .then((reply) => reply.statusCode)
      )
    )
    expect(statuses.toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual([200, 429, 429])
  })

  it("shows a proxy's page, also for a request that was applied", async () => {
    const { emulator, client } = await connect()
    emulator.faults.next({ html: 504, applied: true })
    await expect(client.snapshot.create(create)).rejects.toMatchObject({ statusCode: 504 })
    expect(emulator.snapshots.names("r")).toEqual(["s"])
  })

  it("cuts an answer short", async () => {
    const { emulator, client } = await connect()
    emulator.faults.next({ truncate: true })
    await expect(client.snapshot.getRepository()).rejects.toThrow(errors.DeserializationError)
    emulator.faults.next({ truncate: "connection" })
    await expect(client.snapshot.getRepository()).rejects.toThrow(errors.ConnectionError)
  })

  it("holds a request until it is released", async () => {
    const { emulator, client } = await connect()
    const fault = emulator.faults.next({ method: "PUT", hold: true })
    const creating = client.snapshot.create(create)
    await fault.arrived
    expect(emulator.snapshots.names("r")).toEqual([])
    fault.release()
    expect(await creating).toEqual({ accepted: true })
  })

  it("holds an answer until it is released", async () => {
    const { emulator, client } = await connect()
    const fault = emulator.faults.next({ method: "PUT", hold: "after" })
    const creating = client.snapshot.create(create)
    await fault.arrived
    expect(emulator.snapshots.names("r")).toEqual(["s"])
    emulator.faults.clear()
    expect(await creating).toEqual({ accepted: true })
  })

  it("does not apply a held request after the server stopped", async () => {
    const { emulator, client } = await connect()
    const fault = emulator.faults.next({ method: "PUT", hold: true })
    const creating = client.snapshot.create(create).catch((error: unknown) => error)
    await fault.arrived
    await emulator.stop()
    expect(await creating).toBeInstanceOf(errors.ConnectionError)
    fault.release()
    await emulator.start()
    await expect(client.snapshot.get({ repository: "r", snapshot: "s" })).rejects.toMatchObject({
      statusCode: 404
    })
  })

  it("delays, and matches by what a request carries", async () => {
    const { emulator, client } = await connect()
    emulator.faults.next({ when: ({ body }) => body.includes("nope"), delay: 60_000 })
    emulator.faults.next({ delay: 1 })
    expect(await client.snapshot.create(create)).toEqual({ accepted: true })
  })

  it("records what was asked, struck or not", async () => {
    const { emulator, client } = await connect()
    emulator.faults.next({ dropBefore: true })
    await expect(client.snapshot.create({ ...create, wait_for_completion: true })).rejects.toThrow(
      errors.ConnectionError
    )
    const [request] = emulator.requests.matching(({ method }) => method === "PUT")
    expect(request).toMatchObject({ path: "/_snapshot/r/s", body: '{"indices":"-*"}' })
    expect(request?.query.get("wait_for_completion")).toBe("true")
    emulator.requests.clear()
    expect(emulator.requests.all).toEqual([])
  })
})
