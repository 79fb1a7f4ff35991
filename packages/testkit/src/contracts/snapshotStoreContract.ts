/** What every `SnapshotStore` does alike; run over memory, the emulator and real servers. */
import { type BackupId, ListPattern, SnapshotMetadata, SnapshotStore } from "@camunda-backup/core"
import { Effect, Option } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { aPart } from "./aPart.ts"
import type { StoreWorld } from "./StoreWorld.ts"

type Store = SnapshotStore["Service"]

export const snapshotStoreContract = (name: string, makeWorld: () => Promise<StoreWorld>): void => {
  describe(`SnapshotStore over ${name}`, () => {
    let world: StoreWorld
    let repository: string

    beforeAll(async () => {
      world = await makeWorld()
      repository = await world.newRepository()
      await world.putIndex("c-one", ["c-alias"])
      await world.putIndex("c-two")
    })
    afterAll(() => world?.close())

    const run = <A, E>(use: (store: Store) => Effect.Effect<A, E>) =>
      world.runtime.runPromise(Effect.result(SnapshotStore.use(use)))
    const succeed = async <A, E>(use: (store: Store) => Effect.Effect<A, E>): Promise<A> => {
      const result = await run(use)
      if (result._tag === "Failure") throw new Error(String(result.failure))
      return result.success
    }
    const fail = async <A, E>(use: (store: Store) => Effect.Effect<A, E>): Promise<unknown> => {
      const result = await run(use)
      return result._tag === "Failure" ? result.failure : "did not fail"
    }
    const id = (value: bigint) => value as BackupId.BackupId

    it("answers a create with the finished snapshot, its indices and its attempt", async () => {
      const request = aPart(1n, ["c-one", "c-two"])
      const created = await succeed((store) => store.create(repository, request))
      expect(created).toMatchObject({
        _tag: "Answered",
        snapshot: { name: request.part.snapshot, state: "SUCCESS", attempt: request.attempt, damaged: false }
      })
      expect(created._tag === "Answered" && created.snapshot.indices?.toSorted()).toEqual(["c-one", "c-two"])
    })

    it("keeps 1024 bytes of what is said of a backup, and refuses more", async () => {
      const said = (description: string) => ({ description, labels: { "app.io/env": "prod", a: "ä😀" } })
      const request = (backupId: bigint, description: string) => {
        const bare = aPart(backupId, ["-*"])
        return { ...bare, plan: { ...bare.plan, annotation: said(description) } }
      }
      const bytes = (x: ReturnType<typeof request>) =>
        SnapshotMetadata.bytes(SnapshotMetadata.of(x.plan, x.part, x.attempt))
      const text = (length: number) => `"😀${"x".repeat(length)}`
      const most = 1024 - bytes(request(20n, text(0)))
      const full = request(20n, text(most))
      expect(await succeed((store) => store.create(repository, full))).toMatchObject({ _tag: "Answered" })
      const [found] = await succeed((store) => store.find(repository, "operate", id(20n)))
      expect(found?.annotation).toEqual(said(text(most)))
      const list = (verbose: boolean) =>
        succeed((store) => store.list(repository, "operate", "20*" as ListPattern.ListPattern, { verbose }))
      expect((await list(true)).map((x) => x.annotation)).toEqual([said(text(most))])
      expect((await list(false)).map((x) => x.annotation)).toEqual([undefined])
      expect(await fail((store) => store.create(repository, request(21n, text(most + 1))))).toMatchObject({
        _tag: "StoreRejected",
        status: 400,
        type: "action_request_validation_exception",
        reason: "Validation Failed: 1: metadata must be smaller than 1024 bytes, but was [1025];"
      })
      expect(await succeed((store) => store.find(repository, "operate", id(21n)))).toEqual([])
    })

    it("follows wildcards, exclusions and aliases, and takes nothing where nothing matches", async () => {
      const indices = async (backupId: bigint, expression: readonly [string, ...ReadonlyArray<string>]) => {
        const created = await succeed((store) => store.create(repository, aPart(backupId, expression)))
        return created._tag === "Answered" ? created.snapshot.indices?.toSorted() : created
      }
      expect(await indices(11n, ["c-*", "-c-two"])).toEqual(["c-one"])
      expect(await indices(12n, ["c-alias"])).toEqual(["c-one"])
      expect(await indices(13n, ["nothing-*", "-nothing-one"])).toEqual([])
      expect(await indices(14n, ["-*"])).toEqual([])
    })

    it("says that a name is taken, and does not touch what has it", async () => {
      const created = await succeed((store) => store.create(repository, { ...aPart(1n, ["c-one"]) }))
      expect(created._tag).toBe("NameTaken")
      const found = await succeed((store) =>
        store.findOne(repository, "operate", aPart(1n, ["-*"]).part.snapshot)
      )
      expect(Option.getOrNull(found)?.indices?.toSorted()).toEqual(["c-one", "c-two"])
    })

    it("finds one by name, and none where there is none", async () => {
      const absent = aPart(99n, ["-*"]).part.snapshot
      expect(Option.isNone(await succeed((store) => store.findOne(repository, "operate", absent)))).toBe(true)
    })

    it("finds the snapshots of one id, of any version, and of no other id or name", async () => {
      const own = await world.newRepository()
      const ours = ["camunda_operate_12_8.6.0_part_1_of_6", "camunda_operate_12_8.7.2_part_2_of_6"]
      const others = [
        "camunda_operate_123_8.7.2_part_1_of_6",
        "camunda_operate_12_notes",
        "camunda_tasklist_12_8.7.2_part_1_of_6"
      ]
      for (const snapshot of [...ours, ...others]) await world.putSnapshot(own, snapshot)
      const found = await succeed((store) => store.find(own, "operate", id(12n)))
      expect(found.map((x) => x.name)).toEqual(ours)
      expect(found.every((x) => x.startTime !== null && x.uuid !== "" && x.attempt === null)).toBe(true)
      expect(await succeed((store) => store.find(own, "operate", id(7n)))).toEqual([])
    })

    it("lists by pattern, verbose or quick, without foreign names", async () => {
      const own = await world.newRepository()
      for (const snapshot of [
        "camunda_operate_41_8.7.2_part_1_of_6",
        "camunda_operate_5_8.7.2_part_1_of_6",
        "camunda_operate_notes"
      ])
        await world.putSnapshot(own, snapshot)
      const list = (text: string, verbose: boolean) =>
        succeed((store) => store.list(own, "operate", text as ListPattern.ListPattern, { verbose }))
      for (const verbose of [true, false]) {
        expect((await list("*", verbose)).map((x) => [x.backupId, x.state])).toEqual([
          [41n, "SUCCESS"],
          [5n, "SUCCESS"]
        ])
        expect((await list("4*", verbose)).map((x) => x.backupId)).toEqual([41n])
        expect(await list("4", verbose)).toEqual([])
      }
      expect((await list("*", false)).map((x) => x.startTime)).toEqual([null, null])
      expect(
        await succeed((store) => store.list(own, "tasklist", ListPattern.everything, { verbose: true }))
      ).toEqual([])
    })

    it("deletes by name, more than fit one request, and is not disturbed by names that are gone", async () => {
      const own = await world.newRepository()
      const names = Array.from({ length: 120 }, (_, i) => aPart(BigInt(1000 + i), ["-*"]).part.snapshot)
      for (const snapshot of names) await world.putSnapshot(own, snapshot)
      await world.putSnapshot(own, "nightly")
      await succeed((store) => store.delete(own, names))
      expect(
        await succeed((store) => store.list(own, "operate", ListPattern.everything, { verbose: false }))
      ).toEqual([])
      await succeed((store) => store.delete(own, names.slice(0, 2)))
      await succeed((store) => store.delete(own, []))
    })

    it("sees no running snapshot where none runs", async () => {
      expect(await succeed((store) => store.running(repository, "operate"))).toEqual([])
    })

    it("describes finished snapshots, and knows no progress of them", async () => {
      const own = await world.newRepository()
      const { part } = aPart(1n, ["c-one", "c-two"])
      await succeed((store) => store.create(own, aPart(1n, ["c-one", "c-two"])))
      await world.putSnapshot(own, "camunda_operate_1_8.6.0_part_1_of_6")
      const described = await succeed((store) => store.describe(own, "operate", [id(1n)]))
      const facts = new Map(described.map((x) => [String(x.name), x]))
      expect(facts.get(part.snapshot)?.indices.toSorted()).toEqual(["c-one", "c-two"])
      expect(facts.get(part.snapshot)).toMatchObject({ shards: { total: 2, successful: 2, failed: 0 } })
      expect(facts.get(part.snapshot)?.endTime).toBeTypeOf("number")
      expect(facts.get(part.snapshot)?.bytes).toBeGreaterThan(0)
      expect(facts.get("camunda_operate_1_8.6.0_part_1_of_6")).toMatchObject({ indices: [], bytes: 0 })
      for (const backupId of [1n, 2n]) {
        const name = aPart(backupId, ["-*"]).part.snapshot
        const seen = await succeed((store) => store.progress(own, "operate", name))
        expect(Option.isNone(seen)).toBe(true)
      }
    })

    it("describes the snapshots of more backups than fit one request, and none of others", async () => {
      const own = await world.newRepository()
      const ids = Array.from({ length: 120 }, (_, i) => 9_000_000_000_000_000_000n + BigInt(i))
      const names = ids.map((x) => aPart(x, ["-*"]).part.snapshot)
      for (const snapshot of names) await world.putSnapshot(own, snapshot)
      const asked = [...ids.slice(1), 2n].map(id)
      const described = await succeed((store) => store.describe(own, "operate", asked))
      expect(described.map((x) => x.name).toSorted()).toEqual(names.slice(1))
      expect(await succeed((store) => store.describe(own, "operate", []))).toEqual([])
    })

    it("tells a missing repository from an empty one, on every call", async () => {
      const missing = { _tag: "RepositoryMissing", repository: "nowhere" }
      const request = aPart(1n, ["-*"])
      expect(await fail((store) => store.checkWritable("nowhere"))).toMatchObject(missing)
      expect(await fail((store) => store.create("nowhere", request))).toMatchObject(missing)
      expect(await fail((store) => store.find("nowhere", "operate", id(1n)))).toMatchObject(missing)
      expect(await fail((store) => store.running("nowhere", "operate"))).toMatchObject(missing)
      expect(
        await fail((store) => store.list("nowhere", "operate", ListPattern.everything, { verbose: true }))
      ).toMatchObject(missing)
      expect(await fail((store) => store.delete("nowhere", [request.part.snapshot]))).toMatchObject(missing)
      expect(await succeed((store) => store.find(repository, "operate", id(77n)))).toEqual([])
    })

    it("reads a read-only repository and refuses to write it", async () => {
      const own = await world.newRepository({ readOnly: true })
      const readOnly = { _tag: "RepositoryReadOnly", repository: own }
      expect(await succeed((store) => store.find(own, "operate", id(1n)))).toEqual([])
      expect(await fail((store) => store.checkWritable(own))).toMatchObject(readOnly)
      expect(await fail((store) => store.create(own, aPart(1n, ["-*"])))).toMatchObject(readOnly)
    })

    it("answers a ping", async () => {
      expect(await succeed((store) => store.ping)).toBeUndefined()
    })
  })
}
