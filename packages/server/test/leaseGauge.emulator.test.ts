/** Who has the right to write, as every replica tells it: one series for each component while it is held, none while it is not. */
import { Option } from "effect"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { leaseSample } from "../src/metrics/leaseGauge.ts"
import { type EmulatorBackend, emulatorBackend } from "./harness/emulatorBackend.ts"
import { create, send } from "./harness/http.ts"
import { startServer, type TestServer } from "./harness/server.ts"
import { isState, until } from "./harness/until.ts"

let backend: EmulatorBackend
let replicas: ReadonlyArray<TestServer>

beforeEach(async () => {
  backend = await emulatorBackend()
  backend.emulator.repositories.put("r")
  replicas = await Promise.all(
    ["replica-a", "replica-b"].map((replica) => startServer(backend.url, { repository: "r", replica }))
  )
})
afterEach(async () => {
  await Promise.all(replicas.map((x) => x.close()))
  await backend.close()
})

const linesOf = async ({ url }: TestServer): Promise<ReadonlyArray<string>> =>
  (await send(url, "GET", "/metrics")).text
    .split("\n")
    .filter((x) => x.startsWith("camunda_backup_lease_held{"))

describe("camunda_backup_lease_held", () => {
  it("names the replica that takes a backup, on both replicas, and nobody once it has ended", async () => {
    const [first, second] = replicas as [TestServer, TestServer]
    const hold = backend.emulator.snapshots.hold(/operate.*part_3_of_6$/)
    await create(second.url, "/operate/actuator/backups", 7)
    await hold.arrived
    const expected = ['camunda_backup_lease_held{component="operate",owner="replica-b"} 1']
    expect(await linesOf(first)).toEqual(expected)
    expect(await linesOf(second)).toEqual(expected)
    hold.release()
    await until(() => send(first.url, "GET", "/operate/actuator/backups/7"), isState("COMPLETED"))
    const ended = await until(
      () => send(first.url, "GET", "/metrics"),
      (reply) => !reply.text.includes("camunda_backup_lease_held{")
    )
    expect(ended.text).toContain("# TYPE camunda_backup_lease_held gauge")
  })

  it("has no series before anybody wrote, and none while Elasticsearch is away", async () => {
    const [first, second] = replicas as [TestServer, TestServer]
    expect(await linesOf(first)).toEqual([])
    await backend.down()
    expect(await linesOf(second)).toEqual([])
    await backend.up()
  })

  it.each([
    ["held", false, Option.some({ owner: "a", value: 1 })],
    ["held", true, Option.some({ owner: "a", value: 0 })],
    ["handed over", false, Option.some({ owner: "a", value: 0 })],
    ["finished", false, Option.none()]
  ] as const)("of one that is %s, silent: %s", (state, silent, expected) => {
    expect(leaseSample({ owner: "a", silent, state })).toEqual(expected)
  })
})
