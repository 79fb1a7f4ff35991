/** Camunda's documented API, row by row, for both components (API reference §1 to §3). Runs over the emulator and over real servers. */
import { Component } from "@camunda-backup/core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Backend, putCamundaBackup, putSnapshot, snapshotNames } from "../harness/Backend.ts"
import { create, json, send } from "../harness/http.ts"
import { badRequest, notFound } from "../harness/problems.ts"
import { startServer, type TestServer } from "../harness/server.ts"
import { isState, until } from "../harness/until.ts"

const byFirst = (a: ReadonlyArray<unknown>, b: ReadonlyArray<unknown>): number => Number(a[0]) - Number(b[0])

export const contractSuite = (makeBackend: () => Promise<Backend>): void => {
  describe.each(Component.all)("/%s/actuator/backups", (component) => {
    const path = `/${component}/actuator/backups`
    const prefix = Component.snapshotPrefix(component)
    const scheduled = (id: bigint | number) =>
      [1, 2, 3, 4, 5, 6].map((i) => `${prefix}${id}_8.7.2_part_${i}_of_6`)
    let backend: Backend
    let repository: string
    let server: TestServer

    beforeAll(async () => {
      backend = await makeBackend()
      repository = await backend.newRepository()
      server = await startServer(backend.url, { repository })
    })
    afterAll(async () => {
      await server?.close()
      await backend?.close()
    })

    const get = (id: bigint | number | string) => send(server.url, "GET", `${path}/${id}`)
    const completed = (id: bigint | number) => until(() => get(id), isState("COMPLETED"))

    it("creates, shows, lists and deletes a backup", async () => {
      const posted = await create(server.url, path, 1)
      expect(posted.status).toBe(200)
      expect(posted.headers["content-type"]).toBe("application/json")
      expect(posted.text).toBe(JSON.stringify({ scheduledSnapshots: scheduled(1) }))

      const shown = (await completed(1)).json as Record<string, unknown>
      expect(Object.keys(shown)).toEqual(["backupId", "state", "failureReason", "details"])
      expect(shown).toMatchObject({ backupId: 1, state: "COMPLETED", failureReason: null })
      const details = shown["details"] as ReadonlyArray<Record<string, unknown>>
      expect(details.map((x) => x["snapshotName"])).toEqual(scheduled(1))
      for (const detail of details) {
        expect(Object.keys(detail)).toEqual(["snapshotName", "state", "startTime", "failures"])
        expect(detail).toMatchObject({ state: "SUCCESS", failures: [] })
        expect(detail["startTime"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/)
      }

      const listed = await send(server.url, "GET", path)
      expect(listed.status).toBe(200)
      expect(listed.headers["content-type"]).toBe("application/json")
      expect(listed.json).toHaveLength(1)

      const deleted = await send(server.url, "DELETE", `${path}/1`)
      expect([deleted.status, deleted.text]).toEqual([204, ""])
      expect(await snapshotNames(backend, repository)).toEqual([])
      expect(notFound(await get(1))).toBe("No backup with id [1] found.")
      notFound(await send(server.url, "DELETE", `${path}/1`))
      expect((await send(server.url, "GET", path)).text).toBe("[]")
    })

    it.each([0n, 9007199254740993n, 9223372036854775807n])(
      "keeps id %s exact in body, path and answer",
      async (id) => {
        expect((await create(server.url, path, id)).text).toBe(
          JSON.stringify({ scheduledSnapshots: scheduled(id) })
        )
        expect((await completed(id)).text).toContain(`{"backupId":${id},"state":"COMPLETED"`)
        expect((await send(server.url, "GET", path)).text).toContain(`{"backupId":${id},`)
        expect((await send(server.url, "DELETE", `${path}/${id}`)).status).toBe(204)
      }
    )

    it.each([
      ["9223372036854775808"],
      ["abc"],
      ["*"],
      ["1*"],
      ["%2A"],
      [".."],
      ["%2e%2e"],
      ["%D9%A1"],
      ["1.0"],
      ["1e3"],
      ["0x1F"],
      ["+5"],
      ["1%20"],
      ["5%2C6"],
      ["%00"],
      ["%ZZ"],
      ["9".repeat(3000)]
    ])("refuses id %s in the path", async (id) => {
      badRequest(await get(id))
      badRequest(await send(server.url, "DELETE", `${path}/${id}`))
    })

    it("says which negative id it does not take", async () => {
      const message = "BackupId must be a non-negative Integer. Received value: -1"
      expect(badRequest(await get(-1))).toBe(message)
      expect(badRequest(await send(server.url, "DELETE", `${path}/-1`))).toBe(message)
      expect(badRequest(await create(server.url, path, -1))).toBe(message)
    })

    it.each([
      ['{"backupId":9223372036854775808}'],
      ['{"backupId":"9223372036854775808"}'],
      ['{"backupId":1.9}'],
      ['{"backupId":1.0}'],
      ['{"backupId":1e3}'],
      ['{"backupId":"1.5"}'],
      ['{"backupId":" 12 "}'],
      ['{"backupId":"12 "}'],
      ['{"backupId":"abc"}'],
      ['{"backupId":"*"}'],
      ['{"backupId":"١٢"}'],
      ['{"backupId":true}'],
      ['{"backupId":[1]}'],
      ['{"backupId":{}}'],
      ['{"backupId":007}'],
      ['{"backupId":5} trailing'],
      ["{bad"],
      ["[]"],
      ["5"],
      ['"5"']
    ])("refuses the body %s and takes nothing", async (body) => {
      badRequest(await send(server.url, "POST", path, { headers: json, body }))
      expect(await snapshotNames(backend, repository)).toEqual([])
    })

    it.each([["{}"], ['{"backupId":null}'], ['{"backupId":""}'], ['{"backupId":"  "}'], ['{"backupid":1}']])(
      "wants an id in the body %s",
      async (body) => {
        expect(badRequest(await send(server.url, "POST", path, { headers: json, body }))).toBe(
          "BackupId must be provided"
        )
      }
    )

    it.each([[""], ["null"], [" "]])("wants a body, not %j", async (body) => {
      const message = badRequest(await send(server.url, "POST", path, { headers: json, body }))
      expect(message).toMatch(/^Required request body is missing/)
    })

    it.each([
      ['{"backupId":"21"}', 21],
      ['{"backupId":22,"x":{"backupId":1}}', 22],
      ['{"backupId":5,"backupId":23}', 23],
      ['{/*c*/"backupId":24}', 24]
    ])("accepts the body %s", async (body, id) => {
      const posted = await send(server.url, "POST", path, { headers: json, body })
      expect(posted.json).toEqual({ scheduledSnapshots: scheduled(id) })
      await completed(id)
      expect((await send(server.url, "DELETE", `${path}/${id}`)).status).toBe(204)
    })

    it("refuses an id that exists, of any version, and says what it found", async () => {
      await putCamundaBackup(backend, repository, prefix, 31, "8.6.0")
      const message = badRequest(await create(server.url, path, 31))
      expect(message).toMatch(/^A backup with ID \[31\] already exists\. Found snapshots: \[/)
      expect(message).toContain(`${prefix}31_8.6.0_part_1_of_6/`)
      await send(server.url, "DELETE", `${path}/31`)
    })

    it("lists, reads and deletes what Camunda itself made, of any version and part count, and nothing foreign", async () => {
      await putCamundaBackup(backend, repository, prefix, 12, "8.6.0")
      await putCamundaBackup(backend, repository, prefix, 123, "8.8.0-alpha1", 7)
      await putSnapshot(backend, repository, `${prefix}notes`)
      await putSnapshot(backend, repository, `${prefix}12_notes`)
      await putSnapshot(backend, repository, "nightly", { backupId: 12 })

      for (const query of ["", "?verbose=false"]) {
        const listed = (await send(server.url, "GET", path + query)).json as ReadonlyArray<
          Record<string, unknown>
        >
        expect(listed.map((x) => [x["backupId"], x["state"]]).toSorted(byFirst)).toEqual([
          [12, "COMPLETED"],
          [123, "COMPLETED"]
        ])
      }
      expect((await get(12)).json).toMatchObject({ state: "COMPLETED" })
      expect((await send(server.url, "DELETE", `${path}/12`)).status).toBe(204)
      const left = await snapshotNames(backend, repository)
      expect(left).toHaveLength(10)
      expect(left).toContain(`${prefix}12_notes`)
      expect((await send(server.url, "DELETE", `${path}/123`)).status).toBe(204)
    })

    it("counts and deletes a part more than the names say, as Camunda does, and names parts in their order", async () => {
      const names = [3, 2, 1].map((part) => `${prefix}61_8.7.2_part_${part}_of_2`)
      for (const name of names) await putSnapshot(backend, repository, name)
      const reversed = [2, 1].map((part) => `${prefix}62_8.7.2_part_${part}_of_3`)
      for (const name of reversed) await putSnapshot(backend, repository, name)
      const stateOf = (x: unknown) => {
        const { backupId, state, failureReason } = x as Record<string, unknown>
        return { backupId, state, failureReason }
      }
      const tooMany = { backupId: 61, state: "FAILED", failureReason: "More snapshots found than expected." }
      const one = await get(61)
      expect(stateOf(one.json)).toEqual(tooMany)
      expect((one.json as { details: ReadonlyArray<unknown> }).details).toHaveLength(3)
      for (const query of ["?pattern=6*", "?pattern=6*&verbose=false"]) {
        const listed = (await send(server.url, "GET", path + query)).json as ReadonlyArray<unknown>
        expect(listed.map(stateOf)).toContainEqual(tooMany)
      }
      await putSnapshot(backend, repository, `${prefix}62_8.6.0_part_3_of_3`)
      const mixed = (stateOf((await get(62)).json) as { failureReason: string }).failureReason
      expect(mixed).toMatch(/part_1_of_3, .*part_2_of_3, .*part_3_of_3$/)
      for (const query of ["?pattern=6*", "?pattern=6*&verbose=false"]) {
        const listed = (await send(server.url, "GET", path + query)).json as ReadonlyArray<unknown>
        expect(listed.map(stateOf)).toContainEqual({ backupId: 62, state: "FAILED", failureReason: mixed })
      }
      expect((await send(server.url, "DELETE", `${path}/61`)).status).toBe(204)
      expect((await send(server.url, "DELETE", `${path}/62`)).status).toBe(204)
      const left = await snapshotNames(backend, repository)
      expect(left.filter((x) => /_6[12]_/.test(x))).toEqual([])
    })

    it("orders the list newest first, a backup's parts last first, and one backup by parts", async () => {
      await create(server.url, path, 41)
      await completed(41)
      await create(server.url, path, 40)
      await completed(40)
      const listed = (await send(server.url, "GET", path)).json as ReadonlyArray<{
        backupId: number
        details: ReadonlyArray<{ snapshotName: string; startTime: string }>
      }>
      expect(listed.map((x) => x.backupId)).toEqual([40, 41])
      const keys = listed[0]?.details.map((x) => [x.startTime, x.snapshotName] as const) ?? []
      const sorted = keys.toSorted(([a, m], [b, n]) => (a === b ? (m < n ? -1 : 1) : a < b ? 1 : -1))
      expect(keys).toEqual(sorted)
    })

    it("leaves out times and failures with verbose=false, in Spring's spellings", async () => {
      for (const verbose of ["false", "off", "No", "0", "FALSE"]) {
        const listed = await send(server.url, "GET", `${path}?verbose=${verbose}`)
        const [first] = listed.json as ReadonlyArray<{ state: string; details: ReadonlyArray<object> }>
        expect(first?.state).toBe("COMPLETED")
        expect(first?.details[0]).toMatchObject({ state: "SUCCESS", startTime: null, failures: [] })
      }
      badRequest(await send(server.url, "GET", `${path}?verbose=maybe`))
    })

    it("filters by pattern", async () => {
      const ids = async (pattern: string) =>
        (
          (await send(server.url, "GET", `${path}?pattern=${pattern}`)).json as ReadonlyArray<{
            backupId: number
          }>
        )
          .map((x) => x.backupId)
          .toSorted((a, b) => a - b)
      expect(await ids("4*")).toEqual([40, 41])
      expect(await ids("40*")).toEqual([40])
      expect(await ids("40")).toEqual([])
      expect(await ids("")).toEqual([40, 41])
      for (const pattern of ["abc", "*4", "4_*", "-4", "1,2", `${"1".repeat(20)}*`])
        expect(badRequest(await send(server.url, "GET", `${path}?pattern=${pattern}`))).toBe(
          `Invalid pattern: ${pattern}`
        )
    })
  })
}
