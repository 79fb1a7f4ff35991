/** What every `BackupApi` does alike; run direct and over HTTP, over memory, the emulator and real servers. */
import {
  type Backup,
  BackupError,
  type BackupId,
  type CamundaVersion,
  Component,
  Settings
} from "@camunda-backup/core"
import { Layer, Logger, ManagedRuntime } from "effect"
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { type ApiError, type ApiUnderTest, apiUnderTest } from "./apiUnderTest.ts"
import type { ApiSettings, BackupApiWorld } from "./BackupApiWorld.ts"

const requiredIndex = { operate: "user-task-8.5.0_", tasklist: "task-variable-8.3.0_" }

const settingsOf = (settings: ApiSettings): Settings.Values =>
  Settings.make({
    camundaVersion: "8.7.2" as CamundaVersion.CamundaVersion,
    requestTimeout: "10 seconds",
    retryBudget: "30 seconds",
    ...settings
  })

/** Ids with their states. */
const statesOf = (backups: ReadonlyArray<Backup.Backup>) => backups.map((x) => [x.backupId, x.state] as const)

const byId = (a: readonly [bigint, string], b: readonly [bigint, string]): number => (a[0] < b[0] ? -1 : 1)

export const backupApiContract = (name: string, makeWorld: () => Promise<BackupApiWorld>): void => {
  describe(`BackupApi ${name}`, () => {
    let world: BackupApiWorld
    beforeAll(async () => {
      world = await makeWorld()
    })
    afterAll(() => world?.close())

    describe.each(Component.all)("of %s", (component) => {
      const other = Component.all.find((x) => x !== component) ?? component
      const prefix = Component.snapshotPrefix(component)
      const partsOf = (id: bigint, version = "8.7.2", count = 6) =>
        Array.from({ length: count }, (_, i) => `${prefix}${id}_${version}_part_${i + 1}_of_${count}`)

      const openWith = (layer: ReturnType<BackupApiWorld["layer"]>) => {
        const silent = Logger.layer([])
        const runtime = ManagedRuntime.make(layer.pipe(Layer.provideMerge(silent)))
        onTestFinished(() => runtime.dispose())
        return { api: apiUnderTest(runtime, component), otherApi: apiUnderTest(runtime, other) }
      }
      const open = (settings: Partial<ApiSettings>) =>
        openWith(world.layer(settingsOf({ indexPrefixes: world.indexPrefixes, ...settings })))
      const openNew = async () => {
        const repository = await world.newRepository()
        return { repository, ...open({ repository }) }
      }
      const openSlow = async () => {
        const { release, ...settings } = await world.slow(component)
        onTestFinished(release)
        return { ...settings, ...open(settings) }
      }
      const put = async (repository: string, names: ReadonlyArray<string>) => {
        for (const snapshot of names) await world.putSnapshot(repository, snapshot)
      }

      const expectError = (error: ApiError, expected: BackupError.BackupError): void => {
        expect(error.message).toBe(expected.message)
        expect(error._tag).toBe(expected._tag)
        expect(Object.entries(error)).toEqual(Object.entries(expected))
      }
      const notFound = (id: bigint) =>
        new BackupError.BackupNotFound({ backupId: id as BackupId.BackupId, ended: null })
      const expectOnEveryCall = async (
        api: ApiUnderTest,
        expected: BackupError.BackupError
      ): Promise<void> => {
        expectError(await api.create(1n).fails(), expected)
        expectError(await api.get(1n).fails(), expected)
        expectError(await api.list("*", true).fails(), expected)
        expectError(await api.list("*", false).fails(), expected)
        expectError(await api.delete(1n).fails(), expected)
      }

      it("creates: answers with the names in order of parts, and shows every part when it is completed", async () => {
        const { api, repository } = await openNew()
        expect(await api.create(1n).succeeds()).toEqual(partsOf(1n))
        const { snapshots, ...backup } = await api.completed(1n)
        expect(backup).toEqual({ component, backupId: 1n, state: "COMPLETED", reason: null })
        expect(snapshots.map((x) => [x.name, x.part, x.count, x.version])).toEqual(
          partsOf(1n).map((name, i) => [name, i + 1, 6, "8.7.2"])
        )
        for (const { state, failures, damaged, startTime } of snapshots)
          expect([state, failures, damaged, typeof startTime]).toEqual(["SUCCESS", [], false, "number"])
        const times = snapshots.map((x) => x.startTime ?? 0)
        expect(times).toEqual(times.toSorted((a, b) => a - b))
        expect(await world.snapshotNames(repository)).toEqual(partsOf(1n))
      })

      it("is found from the moment its create was answered", async () => {
        const { api } = await openNew()
        await api.create(1n).succeeds()
        expect(["IN_PROGRESS", "COMPLETED"]).toContain((await api.get(1n).succeeds()).state)
        await api.completed(1n)
      })

      it.each([0n, 9007199254740993n, 9223372036854775807n])("keeps id %s exact", async (id) => {
        const { api, repository } = await openNew()
        expect(await api.create(id).succeeds()).toEqual(partsOf(id))
        expect((await api.completed(id)).backupId).toBe(id)
        expect(statesOf(await api.list("*", true).succeeds())).toEqual([[id, "COMPLETED"]])
        const near = id === 0n ? 1n : id - 1n
        expectError(await api.get(near).fails(), notFound(near))
        await api.delete(id).succeeds()
        expect(await world.snapshotNames(repository)).toEqual([])
        expectError(await api.get(id).fails(), notFound(id))
      })

      it("refuses an id whose snapshots exist, of any version, names them, and takes nothing", async () => {
        const { api, repository } = await openNew()
        const found = partsOf(1n, "8.6.0")
        await put(repository, found)
        const error = await api.create(1n).fails()
        expect(error).toMatchObject({
          _tag: "BackupExists",
          backupId: 1n,
          snapshots: found.map((name) => ({ name }))
        })
        for (const name of found) expect(error.message).toContain(`${name}/`)
        expect(await world.snapshotNames(repository)).toEqual(found)
      })

      it("refuses a second backup while one is running, which goes on; the other component does not wait", async () => {
        const { api, otherApi } = await openSlow()
        await api.create(1n).succeeds()
        await api.running(1n)
        expectError(await api.create(2n).fails(), new BackupError.BackupRunning({ component }))
        expectError(await api.get(2n).fails(), notFound(2n))
        await otherApi.create(2n).succeeds()
        expect((await otherApi.completed(2n)).component).toBe(other)
        await api.running(1n)
        await api.delete(1n).succeeds()
      })

      it("refuses when a required index is missing, names it, takes nothing, and takes it once it is there", async () => {
        const { api, repository } = await openNew()
        const missing = `${world.indexPrefixes[component]}-${requiredIndex[component]}`
        onTestFinished(() => world.putIndex(missing))
        await world.removeIndex(missing)
        const expected = { component, version: "8.7.2", indices: [missing] }
        const error = await api.create(1n).fails()
        expectError(error, new BackupError.RequiredIndexMissing(expected))
        expectError(await api.get(1n).fails(), notFound(1n))
        expect(await world.snapshotNames(repository)).toEqual([])
        await world.putIndex(missing)
        await api.create(1n).succeeds()
        await api.completed(1n)
      })

      it("says on every call that no repository is configured", async () => {
        await expectOnEveryCall(open({}).api, new BackupError.RepositoryNotConfigured())
      })

      it("says on every call that Elasticsearch does not know the repository", async () => {
        const { api, repository } = await openNew()
        expect(await api.list("*", true).succeeds()).toEqual([])
        await world.unregister(repository)
        await expectOnEveryCall(api, new BackupError.RepositoryMissing({ repository }))
      })

      it("reads a read-only repository, and says so when it is to write", async () => {
        const { api, repository } = await openNew()
        await put(repository, partsOf(1n))
        await world.makeReadOnly(repository)
        expect((await api.get(1n).succeeds()).state).toBe("COMPLETED")
        const readOnly = new BackupError.RepositoryReadOnly({ repository })
        expectError(await api.create(2n).fails(), readOnly)
        expectError(await api.delete(1n).fails(), readOnly)
        expect(await world.snapshotNames(repository)).toEqual(partsOf(1n))
      })

      it("says on every call that Elasticsearch is away", async () => {
        const settings = settingsOf({ indexPrefixes: world.indexPrefixes, repository: "r" })
        const { api } = openWith(world.layerWithoutElasticsearch(settings))
        const calls = [api.create(1n), api.get(1n), api.list("*", true), api.list("*", false), api.delete(1n)]
        for (const error of await Promise.all(calls.map((call) => call.fails())))
          expect([error._tag, error.message]).toEqual([
            "StoreUnavailable",
            expect.stringMatching(/^Encountered an error connecting to Elasticsearch while /)
          ])
      })

      it("shows a running backup in get and in both kinds of list, and deletes it: it stops and nothing comes after", async () => {
        const { api, repository } = await openSlow()
        await api.create(1n).succeeds()
        const { snapshots, ...backup } = await api.running(1n)
        expect(backup).toEqual({ component, backupId: 1n, state: "IN_PROGRESS", reason: null })
        expect(snapshots.map((x) => x.name)).toEqual(partsOf(1n).slice(0, 1))
        for (const verbose of [true, false])
          expect(statesOf(await api.list("*", verbose).succeeds())).toEqual([[1n, "IN_PROGRESS"]])
        await api.delete(1n).succeeds()
        expectError(await api.get(1n).fails(), notFound(1n))
        expect(await api.list("*", true).succeeds()).toEqual([])
        await api.create(2n).succeeds()
        await api.delete(2n).succeeds()
        expect(await world.snapshotNames(repository)).toEqual([])
      })

      it("knows nothing of an id without a snapshot, also among longer ids, foreign names and the other component", async () => {
        const { api, repository } = await openNew()
        await put(repository, [
          `${prefix}123_8.7.2_part_1_of_6`,
          `${prefix}12_notes`,
          `${Component.snapshotPrefix(other)}12_8.7.2_part_1_of_6`
        ])
        expectError(await api.get(12n).fails(), notFound(12n))
        expectError(await api.delete(12n).fails(), notFound(12n))
        expect(await world.snapshotNames(repository)).toHaveLength(3)
      })

      it("lists newest first: backups by their newest part, parts in each by time", async () => {
        const { api } = await openNew()
        for (const id of [41n, 40n]) {
          await api.create(id).succeeds()
          await api.completed(id)
        }
        const listed = await api.list("*", true).succeeds()
        expect(statesOf(listed)).toEqual([
          [40n, "COMPLETED"],
          [41n, "COMPLETED"]
        ])
        for (const { snapshots } of listed) {
          const keys = snapshots.map((x) => [-(x.startTime ?? 0), x.name] as const)
          expect(keys).toHaveLength(6)
          expect(keys).toEqual(keys.toSorted(([a, m], [b, n]) => a - b || (m < n ? -1 : 1)))
        }
      })

      it("lists what Camunda itself made, of any version and part count, whole or not, and nothing foreign", async () => {
        const { api, otherApi, repository } = await openNew()
        await put(repository, [
          ...partsOf(12n, "8.6.0"),
          ...partsOf(123n, "8.8.0-alpha1", 7),
          ...partsOf(5n).slice(0, 2),
          `${prefix}notes`,
          `${prefix}12_notes`,
          "nightly"
        ])
        const expected = [
          [5n, "INCOMPLETE"],
          [12n, "COMPLETED"],
          [123n, "COMPLETED"]
        ]
        for (const verbose of [true, false]) {
          const listed = await api.list("*", verbose).succeeds()
          expect(statesOf(listed).toSorted(byId)).toEqual(expected)
          const found = listed.find((x) => x.backupId === 12n)
          expect(found?.snapshots.map((x) => x.name).toSorted()).toEqual(partsOf(12n, "8.6.0"))
          for (const { startTime, state } of found?.snapshots ?? [])
            expect([typeof startTime, state]).toEqual([verbose ? "number" : "object", "SUCCESS"])
        }
        for (const [id, state] of expected) expect((await api.get(id as bigint).succeeds()).state).toBe(state)
        expect(await otherApi.list("*", true).succeeds()).toEqual([])
      })

      it("lists by pattern, in both kinds of list", async () => {
        const { api, repository } = await openNew()
        await put(repository, [...partsOf(40n), ...partsOf(41n), ...partsOf(5n)])
        const ids = async (pattern: string, verbose: boolean) =>
          statesOf(await api.list(pattern, verbose).succeeds())
            .toSorted(byId)
            .map(([id]) => id)
        for (const verbose of [true, false]) {
          expect(await ids("*", verbose)).toEqual([5n, 40n, 41n])
          expect(await ids("4*", verbose)).toEqual([40n, 41n])
          expect(await ids("40*", verbose)).toEqual([40n])
          expect(await ids("40", verbose)).toEqual([])
          expect(await ids("9*", verbose)).toEqual([])
        }
      })

      it("deletes all versions and part counts of an id, and nothing else", async () => {
        const { api, repository } = await openNew()
        const kept = [
          ...partsOf(123n),
          `${prefix}12_notes`,
          `${Component.snapshotPrefix(other)}12_8.7.2_part_1_of_6`,
          "nightly"
        ]
        await put(repository, [
          ...partsOf(12n, "8.6.0"),
          ...partsOf(12n).slice(0, 3),
          ...partsOf(12n, "8.8.0", 7).slice(6),
          ...kept
        ])
        await api.delete(12n).succeeds()
        expect(await world.snapshotNames(repository)).toEqual(kept.toSorted())
        expectError(await api.get(12n).fails(), notFound(12n))
        expectError(await api.delete(12n).fails(), notFound(12n))
        expect((await api.get(123n).succeeds()).state).toBe("COMPLETED")
      })

      it("takes an id again that was deleted", async () => {
        const { api } = await openNew()
        await api.create(1n).succeeds()
        await api.completed(1n)
        await api.delete(1n).succeeds()
        expect(await api.create(1n).succeeds()).toEqual(partsOf(1n))
        await api.completed(1n)
      })

      it("takes backups of both components at once, under one id, and deletes them one by one", async () => {
        const { api, otherApi, repository } = await openNew()
        await Promise.all([api.create(1n).succeeds(), otherApi.create(1n).succeeds()])
        await Promise.all([api.completed(1n), otherApi.completed(1n)])
        expect(await world.snapshotNames(repository)).toHaveLength(12)
        await api.delete(1n).succeeds()
        expectError(await api.get(1n).fails(), notFound(1n))
        expect((await otherApi.get(1n).succeeds()).state).toBe("COMPLETED")
        expect(await world.snapshotNames(repository)).toHaveLength(6)
      })
    })
  })
}
